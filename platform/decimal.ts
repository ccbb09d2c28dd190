/** Exact decimals are strings everywhere outside SQL; this module reads and scales them without a float. */
const DECIMAL = /^[+-]?\d{1,30}(\.\d{1,18})?$/;

/** The text itself when it is a plain decimal number (no exponent, no spaces), else undefined. */
export function parseDecimal(text: string): string | undefined {
  return DECIMAL.test(text) ? text.replace(/^\+/, '') : undefined;
}

/**
 * A decimal as a whole number of 10^-places.
 * @throws RangeError when the text is no decimal or has more decimals than `places`
 */
export function toScaled(text: string, places: number): bigint {
  const decimal = parseDecimal(text);
  if (decimal === undefined) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`);
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const kept = fraction.slice(0, places).padEnd(places, '0');
  if (/[1-9]/.test(fraction.slice(places))) {
    throw new RangeError(`${text} has more than ${places} decimals`);
  }
  const scaled = BigInt(whole + kept);
  return negative ? -scaled : scaled;
}

/** The decimal text of a whole number of 10^-places: fromScaled(1300n, 3) is "1.300". */
export function fromScaled(scaled: bigint, places: number): string {
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return negative ? `-${text}` : text;
}
