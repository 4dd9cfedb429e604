import type { Random } from './random.ts';

const HEX = '0123456789ABCDEF';
const DIGITS = '0123456789';
/** No vowels and nothing that reads like a digit, as the makers' own serials. */
const CONSONANTS = '0123456789BCDFGHJKLMNPQRSTVWXYZ';

/** First device and user id of the sample: just above 2^53, where a JavaScript number loses every odd one. */
const FIRST_DEVICE_ID = 9_007_199_254_741_000n;
const FIRST_USER_ID = 9_007_199_900_000_000n;
const ID_STEP = 7;

/** Grows with the index and is unlike any other; odd and even. The first two differ by one: as numbers they are equal. */
export function deviceId(random: Random, index: number): bigint {
  const jitter = random.below(ID_STEP);
  const offset = index === 0 ? ID_STEP - 1 : index === 1 ? 0 : jitter;
  return FIRST_DEVICE_ID + BigInt(index) * BigInt(ID_STEP) + BigInt(offset);
}

/** The index in the fleet that a device's id was made from. */
export function deviceIndex(id: bigint): number {
  return Number((id - FIRST_DEVICE_ID) / BigInt(ID_STEP));
}

export function userId(random: Random, index: number): bigint {
  return FIRST_USER_ID + BigInt(index) * BigInt(ID_STEP) + BigInt(random.below(ID_STEP));
}

/** The check digit that makes a number valid (ISO/IEC 7812-1, "Luhn"). */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const value = Number(digits.at(-1 - index)) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return String((10 - (sum % 10)) % 10);
}

const IMEIS_A_TAC = 1_000_000;

/**
 * An IMEI of the model whose type allocation code is `tac` (8 digits). Two slots of two devices never share one: the
 * six digits behind the code are a permutation of the slot's number in the fleet, and the next million has the next code.
 */
export function imei(tac: number, index: number, slot: number): string {
  const number = index * 2 + slot;
  const serial = (number * 7919 + 104_729 * slot) % IMEIS_A_TAC;
  const code = tac + Math.floor(number / IMEIS_A_TAC);
  const digits = String(code) + String(serial).padStart(6, '0');
  return digits + luhnDigit(digits);
}

/** A code of `length` from the serial alphabet, different for every index below 28 million. */
export function uniqueCode(index: number, length = 5): string {
  const size = CONSONANTS.length ** 5;
  let left = (index * 1_299_709 + 7_368_787) % size;
  let code = '';
  for (let position = 0; position < 5; position++) {
    code = CONSONANTS.charAt(left % CONSONANTS.length) + code;
    left = Math.floor(left / CONSONANTS.length);
  }
  return code.padStart(length, '0');
}

/**
 * A serial number in a maker's shape: in the pattern `#` is a digit, `?` a letter or digit, `H` a hexadecimal digit,
 * `*` the part that is this device's own; all else stands for itself.
 */
export function serialNumber(random: Random, pattern: string, index: number): string {
  return pattern.replaceAll(/[#?H*]/g, (sign) => {
    if (sign === '*') return uniqueCode(index);
    if (sign === '#') return random.text(1, DIGITS);
    return random.text(1, sign === 'H' ? HEX : CONSONANTS);
  });
}

/** With the maker's prefix ("4C:66:41") in front. */
export function mac(random: Random, prefix: string): string {
  return `${prefix}:${random.text(2, HEX)}:${random.text(2, HEX)}:${random.text(2, HEX)}`;
}

export function uuid(random: Random): string {
  const hex = (length: number) => random.text(length, HEX).toLowerCase();
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}

/** Integrated circuit card id of a SIM: 89, the country's calling code, the issuer, and a check digit. */
export function iccid(random: Random, callingCode: string): string {
  const digits = `89${callingCode}${random.text(16 - callingCode.length, DIGITS)}`;
  return digits + luhnDigit(digits);
}

/** Each `x` of the pattern becomes a digit, each `z` one from 6 to 9. */
export function phoneNumber(random: Random, pattern: string): string {
  return pattern.replaceAll(/[xz]/g, (sign) => random.text(1, sign === 'x' ? DIGITS : '6789'));
}

export { HEX };
