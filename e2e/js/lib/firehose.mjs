// A reader of subscribeRepos: frames as they came, decoded, in order.
import assert from 'node:assert/strict'
import WebSocket from 'ws'
import { cborDecodeAll } from '@atproto/lex-cbor'
import { base, reference, sleep } from './xrpc.mjs'

const WAIT_MILLIS = 60_000
const REFERENCE_POLLS_WITHIN_MILLIS = 1_500

export class Firehose {
  /** Connects; a cursor of undefined means the live tail alone. */
  static async open(cursor) {
    if (reference && cursor === undefined) await sleep(REFERENCE_POLLS_WITHIN_MILLIS)
    const query = cursor === undefined ? '' : `?cursor=${cursor}`
    const url = `${base.replace('http', 'ws')}/xrpc/com.atproto.sync.subscribeRepos${query}`
    const hose = new Firehose(new WebSocket(url, { maxPayload: 8 << 20 }))
    await hose.opened
    return hose
  }

  constructor(socket) {
    this.socket = socket
    this.frames = []
    this.closed = null
    this.opened = new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    socket.on('message', (bytes) => this.frames.push(frameOf(bytes)))
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
    socket.on('error', () => {})
  }

  /** Waits until a frame satisfies the condition, and returns it. */
  async until(condition, what = 'a frame') {
    const deadline = Date.now() + WAIT_MILLIS
    for (let at = 0; ; ) {
      for (; at < this.frames.length; at++) if (condition(this.frames[at])) return this.frames[at]
      assert.ok(Date.now() < deadline, `${what} did not come; ${this.frames.length} frames did`)
      await sleep(5)
    }
  }

  untilCommit(cid) {
    return this.until((f) => f.t === '#commit' && f.body.commit.toString() === cid, `commit ${cid}`)
  }

  async untilClosed() {
    const deadline = Date.now() + WAIT_MILLIS
    while (!this.closed) {
      assert.ok(Date.now() < deadline, 'the server did not close the stream')
      await sleep(5)
    }
    return this.closed
  }

  of(did) {
    return this.frames.filter((f) => (f.body.repo ?? f.body.did) === did)
  }

  commits(did) {
    return this.of(did).filter((f) => f.t === '#commit')
  }

  close() {
    this.socket.terminate()
  }
}

function frameOf(bytes) {
  const [header, body, ...rest] = [...cborDecodeAll(bytes)]
  assert.deepEqual(rest, [], 'a frame is two objects')
  assert.equal(body.$type, undefined)
  return { op: header.op, t: header.t, body, bytes }
}

/** Every event up to the present, from the oldest retained one. */
export async function history(lastCid, cursor = 0) {
  const hose = await Firehose.open(cursor)
  await hose.untilCommit(lastCid)
  hose.close()
  return hose
}

/** Sequence numbers strictly grow. */
export function assertGrowing(frames) {
  const numbered = frames.filter((f) => f.body.seq !== undefined)
  numbered.slice(1).forEach((frame, i) => assert.ok(frame.body.seq > numbered[i].body.seq, 'seq grows'))
}
