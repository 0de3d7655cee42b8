/* A second process on a studio's database, which touches what its parent tells it to. */
import { connect, type Location } from '../database/connect.ts';
import { type Touching, touchAll } from './touching.ts';

const database = await connect(JSON.parse(process.argv[2] ?? '{}') as Location);
process.on('message', (touching: Touching) => {
  void touchAll(database, touching).then(() => process.send?.('done'));
});
process.on('disconnect', () => void database.close());
process.send?.('ready');
