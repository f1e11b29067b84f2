// The same requests to two servers, and their answers field by field. What must differ (DIDs, handles,
// revisions, commits, times, tokens) is replaced by its kind first; the CIDs of records stay. Of a DID
// document, which each side's directory writes, identity, names and services are compared.
//
//   node compare.mjs URL_A URL_B        prints one line per request, exits with 1 when a field differs
import { Client } from './client.mjs'
import { fileURLToPath } from 'node:url'

const collection = 'app.bsky.feed.post'
const createdAt = '2026-01-02T03:04:05.678Z'
const post = (text) => ({ $type: collection, text, createdAt })

const REQUESTS = [
  ['createRecord', (a) => write('createRecord', a, { collection, record: post('one'), rkey: '3jzfcijpj2z2a' })],
  ['createRecord of an unknown collection', (a) => write('createRecord', a, { collection: 'com.example.x', record: { a: 1 }, rkey: 'x' })],
  ['createRecord with a generated key', (a) => write('createRecord', a, { collection, record: post('two') })],
  ['putRecord', (a) => write('putRecord', a, { collection, rkey: '3jzfcijpj2z2a', record: post('changed') })],
  ['putRecord of the same', (a) => write('putRecord', a, { collection, rkey: '3jzfcijpj2z2a', record: post('changed') })],
  ['applyWrites', (a) => write('applyWrites', a, { writes: [
    { $type: 'com.atproto.repo.applyWrites#create', collection, value: post('three'), rkey: '3jzfcijpj2z2b' },
    { $type: 'com.atproto.repo.applyWrites#update', collection, value: post('four'), rkey: '3jzfcijpj2z2a' },
    { $type: 'com.atproto.repo.applyWrites#delete', collection: 'com.example.x', rkey: 'x' },
  ] })],
  ['getRecord', (a) => read('com.atproto.repo.getRecord', { repo: a.did, collection, rkey: '3jzfcijpj2z2a' })],
  ['getRecord of none', (a) => read('com.atproto.repo.getRecord', { repo: a.did, collection, rkey: 'none' })],
  ['listRecords', (a) => read('com.atproto.repo.listRecords', { repo: a.did, collection })],
  ['describeRepo', (a) => read('com.atproto.repo.describeRepo', { repo: a.did })],
  ['getLatestCommit', (a) => read('com.atproto.sync.getLatestCommit', { did: a.did })],
  ['getRepoStatus', (a) => read('com.atproto.sync.getRepoStatus', { did: a.did })],
  ['getSession', (a) => ['GET', 'com.atproto.server.getSession', { token: a.token }]],
  ['deleteRecord', (a) => write('deleteRecord', a, { collection, rkey: '3jzfcijpj2z2b' })],
  ['deleteRecord of none', (a) => write('deleteRecord', a, { collection, rkey: '3jzfcijpj2z2b' })],
  ['a bad record', (a) => write('createRecord', a, { collection, record: { $type: collection, createdAt } })],
  ['a wrong type', (a) => write('createRecord', a, { collection, record: { ...post('x'), $type: 'com.example.y' } })],
  ['a wrong swap', (a) => write('putRecord', a, { collection, rkey: '3jzfcijpj2z2a', record: post('z'), swapRecord: null })],
  ['no token', (a) => ['POST', 'com.atproto.repo.createRecord', { body: { repo: a.did, collection, record: post('x') } }]],
  ['an unknown repository', () => read('com.atproto.sync.getLatestCommit', { did: 'did:plc:ewvi7nxzyoun6zhxrhs64oiz' })],
]

function write(name, account, body) {
  return ['POST', `com.atproto.repo.${name}`, { body: { repo: account.did, ...body }, token: account.token }]
}

function read(nsid, params) {
  return ['GET', nsid, { params }]
}

/** Compares all answers; returns the lines of a report and how many answers differ. */
export async function compareAnswers(urlA, urlB) {
  const sides = []
  for (const url of [urlA, urlB]) {
    const client = new Client(url)
    sides.push({ client, account: await client.account(), kinds: new Map() })
  }
  const lines = []
  let differing = 0
  for (const [name, request] of REQUESTS) {
    const [a, b] = await Promise.all(sides.map((side) => ask(side, request)))
    const differences = fields('', a, b)
    if (differences.length > 0) differing++
    lines.push(`${differences.length === 0 ? 'same' : 'DIFFERS'}  ${name}  ${differences.join('; ')}`.trimEnd())
  }
  return { lines, differing, compared: REQUESTS.length }
}

async function ask({ client, account }, request) {
  const { status, json } = await client.call(...request(account))
  return { status, body: normal(json, account) }
}

function normal(value, account) {
  if (value?.didDoc) {
    const { id, alsoKnownAs, service } = value.didDoc
    return normal({ ...value, didDoc: undefined, document: { id, alsoKnownAs, service } }, account)
  }
  const text = JSON.stringify(value ?? null)
    .replaceAll(account.did, 'DID')
    .replaceAll(account.handle, 'HANDLE')
    .replace(/"rev":"[2-7a-z]{13}"/g, '"rev":"TID"')
    .replace(/"commit":\{"cid":"[^"]+"/g, '"commit":{"cid":"CID"')
    .replace(/"cid":"[^"]+","rev"/g, '"cid":"CID","rev"')
    .replace(/\b3[2-7a-z]{12}\b/g, (tid) => (tid.startsWith('3jzfcijpj2z2') ? tid : 'TID'))
    .replace(/"serviceEndpoint":"[^"]+"/g, '"serviceEndpoint":"URL"')
    .replace(/b[a-z0-9+.-]+@example\.com/g, 'EMAIL')
  return JSON.parse(text)
}

function fields(path, a, b) {
  const plain = (x) => x === null || typeof x !== 'object'
  if (plain(a) || plain(b)) return a === b ? [] : [`${path}: ${JSON.stringify(a)} / ${JSON.stringify(b)}`]
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].flatMap((key) => fields(`${path}.${key}`, a[key], b[key]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, differing } = await compareAnswers(process.argv[2], process.argv[3])
  console.log(lines.join('\n'))
  process.exitCode = differing === 0 ? 0 : 1
}
