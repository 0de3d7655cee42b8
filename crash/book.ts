/** What is asked to become of an order, step by step: a number is the status it goes to. */
export type OrderStep = number | 'created' | 'undone' | 'cancelled' | 'reopened';

/** What must be true of an invoice. */
export type SaleState = {
  statusId: number;
  paid: number;
  isDelivered: boolean;
  /** How many of each line stand on production orders. */
  ordered: string;
  /** How often it entered the status that has a trigger. */
  entries: number;
};

/** What is asked to become of one record, in the order in which it is asked, and how much of it is acknowledged. */
export type Course<Step> = { steps: Step[]; acknowledged: number };

/** The part that one request has in a course: it is done once the course is so long. */
export type Part = { course: Course<unknown>; length: number };

/** A step that a request is to bring about. */
export type Next<Step = unknown> = { course: Course<Step>; step: Step };

/** How much of each course was acknowledged at some time. */
export type Mark = (course: Course<unknown>) => number;

export function next<Step>(course: Course<Step>, step: Step): Next {
  return { course: course as Course<unknown>, step };
}

/** What is to become of every record under load, by the key that the record itself carries. */
export class Book {
  readonly orders = new Map<string, Course<OrderStep>>();
  readonly sales = new Map<string, Course<SaleState>>();
  /** How often a set of files was imported. */
  readonly imports = new Map<string, Course<number>>();
  private requests: { parts: readonly Part[]; isAcknowledged: boolean }[] = [];

  order(key: string): Course<OrderStep> {
    return courseIn(this.orders, key);
  }

  sale(key: string): Course<SaleState> {
    return courseIn(this.sales, key);
  }

  importOf(key: string): Course<number> {
    return courseIn(this.imports, key);
  }

  /** Asks for steps, of which all come about or none; no other request may be asking for steps of the same courses. */
  async ask<Answer>(steps: readonly Next[], asked: () => Promise<Answer>): Promise<Answer> {
    const parts = steps.map(({ course, step }) => ({ course, length: course.steps.push(step) }));
    const request = { parts, isAcknowledged: false };
    this.requests.push(request);
    const answer = await asked();
    request.isAcknowledged = true;
    for (const { course, length } of parts) course.acknowledged = length;
    return answer;
  }

  mark(): Mark {
    const all = [...this.orders.values(), ...this.sales.values(), ...this.imports.values()];
    const lengths = new Map<unknown, number>(all.map((course) => [course, course.acknowledged]));
    return (course) => lengths.get(course) ?? 0;
  }

  /** The parts of each request since the last time, and of those that are still under way. */
  takeRequests(): (readonly Part[])[] {
    const taken = this.requests;
    this.requests = taken.filter(({ isAcknowledged }) => !isAcknowledged);
    return taken.map(({ parts }) => parts);
  }
}

function courseIn<Step>(courses: Map<string, Course<Step>>, key: string): Course<Step> {
  const course = courses.get(key) ?? { steps: [], acknowledged: 0 };
  courses.set(key, course);
  return course;
}

/** The statuses an order was taken to and not back from. */
export function placesOf({ steps }: Course<OrderStep>): number[] {
  const places: number[] = [];
  for (const step of steps) {
    if (step === 'undone') places.pop();
    else if (typeof step === 'number') places.push(step);
  }
  return places;
}
