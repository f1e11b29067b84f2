// Accounts and services of elsewhere, registered at the directory of the server under test.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { Secp256k1Keypair } from '@atproto/crypto'
import { cborEncode } from '@atproto/lex-cbor'
import { plc } from './xrpc.mjs'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

export function base32(bytes) {
  const bits = [...bytes].map((b) => b.toString(2).padStart(8, '0')).join('')
  return bits.match(/.{1,5}/g).map((five) => LETTERS[parseInt(five.padEnd(5, '0'), 2)]).join('')
}

const digest = (bytes) => createHash('sha256').update(bytes).digest()

/** The name of a record by its content. */
export const cidOf = (record) =>
  `b${base32(Buffer.concat([Buffer.from([1, 0x71, 0x12, 0x20]), digest(cborEncode(record))]))}`

let micros = 0

/** A number of microseconds that was not given before. */
export function microsNow() {
  micros = Math.max(micros + 1, Date.now() * 1000)
  return micros
}

/** An identifier by time that was not given before. */
export function tid() {
  let number = BigInt(microsNow()) << 10n
  let text = ''
  for (let i = 0; i < 13; i++) {
    text = '234567abcdefghijklmnopqrstuvwxyz'[Number(number & 31n)] + text
    number >>= 5n
  }
  return text
}

/** A new identity; answers its DID and the key that signs for it. */
export async function newIdentity({ handle = 'elsewhere.test', services, keys = [] }) {
  const key = await Secp256k1Keypair.create()
  const operation = {
    type: 'plc_operation',
    rotationKeys: [key.did()],
    verificationMethods: Object.fromEntries(['atproto', ...keys].map((name) => [name, key.did()])),
    alsoKnownAs: [`at://${handle}`],
    services,
    prev: null,
  }
  operation.sig = Buffer.from(await key.sign(cborEncode(operation))).toString('base64url')
  const did = `did:plc:${base32(digest(cborEncode(operation))).slice(0, 24)}`
  const res = await fetch(`${plc}/${did}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  })
  assert.equal(res.status, 200, await res.text())
  return { did, key }
}

/** What a DID document says of a repository's host. */
export const hostedAt = (endpoint) => ({ atproto_pds: { type: 'AtprotoPersonalDataServer', endpoint } })

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What an account signs for a service. */
export async function serviceToken({ did, key }, claims) {
  const now = Math.floor(Date.now() / 1000)
  const whole = { iss: did, iat: now, exp: now + 60, jti: randomUUID(), ...claims }
  const signed = `${part({ alg: 'ES256K', typ: 'JWT' })}.${part(whole)}`
  return `${signed}.${Buffer.from(await key.sign(Buffer.from(signed))).toString('base64url')}`
}
