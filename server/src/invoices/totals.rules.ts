/** The largest amount the studio's money goes to, in minor units. */
export const mostMoney = 99_999_999_999;

const whole = 10_000;

/** A discount as it is stored, in ten-thousandths, from the part of the price it takes off (0 to 1). */
export function discountFrom(part: number): number {
  return Math.round(part * whole);
}

/** A discount as people give it, a part of the price from 0 to 1. */
export function discountPart(discount: number): number {
  return discount / whole;
}

/**
 * What a line costs, in minor units: round(price × quantity × (1 − discount)), halves away from zero, exact at any size.
 * The price is in minor units, the discount in ten-thousandths; none of the three is negative.
 */
export function lineTotal(price: number, quantity: number, discount: number): number {
  const exact = BigInt(price) * BigInt(quantity) * BigInt(whole - discount);
  return Number((exact + BigInt(whole / 2)) / BigInt(whole));
}

/** What an invoice costs, in minor units: its lines, tax and shipping. */
export function invoiceTotal(lines: readonly { total: number }[], tax: number, shipping: number): number {
  return lines.reduce((sum, line) => sum + line.total, tax + shipping);
}
