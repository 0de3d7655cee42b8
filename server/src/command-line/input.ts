import type { Endpoint, InputOf } from '@printrail/contract/endpoint';
import { invalid } from '../http/validation.ts';
import { fieldErrors, strictTypes } from '../platform/validation.ts';

// biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape are called
type AnyEndpoint = Endpoint<any, any, any, any>;

/** What was typed, as the input of an endpoint and held to its rules. */
export function inputFor<E extends AnyEndpoint>(endpoint: E, body: unknown): InputOf<E> {
  const validate = strictTypes.compile(endpoint.body);
  if (!validate(body)) throw invalid(fieldErrors(validate.errors ?? []));
  return { params: undefined, query: undefined, body } as InputOf<E>;
}
