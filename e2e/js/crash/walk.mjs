// One record, written by curl, found again everywhere: by getRecord, in the archive, in a proof, on the
// firehose. `write` notes in FILE what was written, `check` looks for it.
//
//   BASE_URL=... node crash/walk.mjs write|check FILE
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { base, get, now, ok, rkeyOf } from '../lib/xrpc.mjs'
import { Firehose, assertGrowing } from '../lib/firehose.mjs'
import { verifiedCommit, verifiedProof, verifiedRepo } from '../lib/verify.mjs'

const [mode, file] = process.argv.slice(2)
const collection = 'app.bsky.feed.post'

if (mode === 'write') write()
else await check(JSON.parse(fs.readFileSync(file, 'utf8')))

function write() {
  const session = curl('com.atproto.server.createSession', { identifier: 'alice.test', password: 'password' })
  const text = `found again ${process.hrtime.bigint()}`
  const record = { text, createdAt: now() }
  const { uri, cid, commit } = curl('com.atproto.repo.createRecord', { repo: session.did, collection, record }, session)
  fs.writeFileSync(file, JSON.stringify({ did: session.did, rkey: rkeyOf(uri), cid, rev: commit.rev, text }))
}

function curl(nsid, body, session) {
  const auth = session ? ['-H', `Authorization: Bearer ${session.accessJwt}`] : []
  const args = ['-sS', '--fail-with-body', '--max-time', '60', '-H', 'Content-Type: application/json', ...auth]
  return JSON.parse(execFileSync('curl', [...args, '-d', JSON.stringify(body), `${base}/xrpc/${nsid}`], { encoding: 'utf8' }))
}

async function check({ did, rkey, cid, rev, text }) {
  const read = await ok(get('com.atproto.repo.getRecord', { repo: 'alice.test', collection, rkey }))
  assert.equal(read.cid, cid)
  assert.equal(read.value.text, text)

  const repo = await verifiedRepo(did)
  assert.equal(repo.records.get(`${collection}/${rkey}`), cid)
  assert.equal(repo.valueOf(`${collection}/${rkey}`).text, text)
  assert.ok(repo.rev >= rev)

  assert.equal((await verifiedProof(did, collection, rkey, cid)).text, text)

  const hose = await Firehose.open(0)
  const { body } = await hose.until((f) => f.t === '#commit' && f.body.rev === rev && f.body.repo === did, 'its event')
  hose.close()
  assertGrowing(hose.frames)
  assert.ok(body.ops.some((op) => op.path === `${collection}/${rkey}` && op.cid.toString() === cid))
  await verifiedCommit(body)
  console.log(JSON.stringify({ found: ['getRecord', 'getRepo', 'sync.getRecord', 'subscribeRepos'], seq: body.seq }))
}
