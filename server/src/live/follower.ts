import type { Actor } from '../studio/change.ts';
import type { Sink } from '../studio/route.ts';
import type { News } from './live.queries.ts';
import { viewableBy } from './live.rules.ts';

/** Who follows, and who they are by now: undefined once their session or key has ended. */
export type Asker = { actor: Actor; stillIs(): Promise<Actor | undefined> };

/** Someone who follows the changes: hears all news, and is told what they may view. */
export class Follower {
  private readonly asker: Asker;
  private readonly sink: Sink;
  private readonly beating: NodeJS.Timeout;
  private actor: Actor;
  private place = '';
  /** What was heard before the follower was told what it had missed. */
  private held: News[] | undefined = [];

  constructor(asker: Asker, sink: Sink, beatMs: number) {
    this.asker = asker;
    this.actor = asker.actor;
    this.sink = sink;
    this.beating = setInterval(() => void this.beat(), beatMs);
  }

  /** Tells what came before; from then on, news as they are heard. */
  begin(missed: News): void {
    if (!this.tell(missed)) this.sink.send({ place: this.place });
    for (const news of this.held ?? []) this.tell(news);
    this.held = undefined;
  }

  hear(news: News): void {
    if (this.held) this.held.push(news);
    else this.tell(news);
  }

  isOf({ kind, id }: Actor): boolean {
    return this.asker.actor.kind === kind && this.asker.actor.id === id;
  }

  end(): void {
    clearInterval(this.beating);
    this.sink.end();
  }

  /** Tells what the follower may view of the news; false when that is nothing, and nothing was sent. */
  private tell({ here, changes, isLost }: News): boolean {
    this.place = here.text;
    const viewable = viewableBy(this.actor, changes);
    const isTold = isLost || viewable.length > 0;
    if (isTold) this.sink.send({ place: this.place, event: isLost ? 'reset' : 'changed', data: { changes: viewable } });
    return isTold;
  }

  /** Whoever may not follow any longer is left; the others are told the place, so that it does not grow old. */
  private async beat(): Promise<void> {
    const actor = await this.asker.stillIs().catch(() => undefined);
    if (!actor) return this.end();
    this.actor = actor;
    if (!this.held) this.sink.send({ place: this.place });
  }
}
