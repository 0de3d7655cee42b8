import 'kysely';
import 'typebox';
import { bareServer, listen } from './listen.ts';

const { app } = bareServer();
app.get('/api/v1/health', () => ({ status: 'ok' }));
await listen(app);
