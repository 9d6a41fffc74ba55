import { z } from 'zod'

declare const brand: unique symbol
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A zod schema for an id of one kind of thing: the ids of two kinds cannot be confused at compile time. */
export const idOf = <Name extends string>(name: Name) =>
  z.custom<Brand<string, Name>>((value) => typeof value === 'string' && UUID.test(value), `Not a ${name}`)

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits, so that keys sort by the time they were made.
 * `random` must hold at least 10 bytes from a cryptographic source.
 */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, Math.floor(milliseconds / 2 ** 32))
  view.setUint32(2, milliseconds >>> 0)
  bytes.set(random.subarray(0, 10), 6)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
