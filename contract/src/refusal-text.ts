/** How a feature declares its refusals: code → HTTP status and wording, with {name} for each detail. */
export type RefusalTexts = Record<`${string}.${string}`, { status: number; says: string }>;
