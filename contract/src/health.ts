import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields, OneOf } from './fields.ts';

export const getHealth = endpoint({
  id: 'getHealth',
  method: 'GET',
  path: '/health',
  tag: 'Studio',
  summary: 'Whether Printrail and its database answer',
  access: 'public',
  answer: Fields({ status: Type.Literal('ok'), database: OneOf(['sqlite', 'postgres']) }),
});
