import { folded } from '../../server/src/platform/folding.ts';
import { bareServer, joins, listen, summary } from './listen.ts';

const { app, database } = bareServer();

const order = { open: 'o.due_date, o.id', all: 'o.order_date desc, o.id desc' };
const condition = { open: "o.state = 'open'", all: '1 = 1' };
const byWord = (state: 'open' | 'all', match: string) =>
  database.prepare(
    `select ${summary} from production_orders o ${joins} where ${match} and ${condition[state]} order by ${order[state]} limit 50`,
  );
const trigrams =
  "o.id in (select rowid from order_search where order_search match ?) and o.search_text like ? escape '\\'";
const plain = "o.search_text like ? escape '\\'";
const statements = {
  open: { trigrams: byWord('open', trigrams), plain: byWord('open', plain) },
  all: { trigrams: byWord('all', trigrams), plain: byWord('all', plain) },
};

app.get('/api/v1/production-orders', (request) => {
  const { search = '', state = 'open' } = request.query as { search: string; state: 'open' | 'all' };
  const text = folded(search);
  const characters = [...text];
  const parts = characters.slice(2).map((_, at) => `"${characters.slice(at, at + 3).join('')}"`);
  const like = `%${text.replaceAll(' ', '%')}%`;
  const items =
    parts.length > 0 ? statements[state].trigrams.all(parts.join(' AND '), like) : statements[state].plain.all(like);
  return { items };
});

await listen(app);
