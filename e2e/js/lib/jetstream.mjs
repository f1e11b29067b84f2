// A Jetstream on this machine: events as text, for the collections that a reader asks for, from its
// cursor on.
import { WebSocketServer } from 'ws'
import { cidOf, microsNow, tid } from './identity.mjs'

export async function startJetstream(port = 0) {
  const told = []
  const readers = new Map()
  const server = new WebSocketServer({ host: '127.0.0.1', port, path: '/subscribe' })
  await new Promise((resolve) => server.once('listening', resolve))
  server.on('connection', (socket, req) => {
    const asked = new URL(req.url, 'http://localhost').searchParams
    const wanted = asked.getAll('wantedCollections')
    readers.set(socket, wanted)
    socket.on('close', () => readers.delete(socket))
    const cursor = asked.get('cursor')
    if (cursor) told.filter((event) => event.time_us >= Number(cursor)).forEach((e) => send(socket, wanted, e))
  })

  /** Tells of something that happened to an account. */
  const tell = (did, kind, content) => {
    const event = { did, time_us: microsNow(), kind, [kind]: content }
    told.push(event)
    readers.forEach((wanted, socket) => send(socket, wanted, event))
  }
  return {
    url: `ws://localhost:${server.address().port}`,
    /** What each reader that is there asked for. */
    wanted: () => [...readers.values()],
    tell,
    put(did, collection, rkey, value, operation = 'create') {
      const record = { $type: collection, ...value }
      tell(did, 'commit', { rev: tid(), operation, collection, rkey, record, cid: cidOf(record) })
      return `at://${did}/${collection}/${rkey}`
    },
    delete(did, collection, rkey) {
      tell(did, 'commit', { rev: tid(), operation: 'delete', collection, rkey })
    },
    /** Sends something that is no event. */
    babble: (text) => readers.forEach((_, socket) => socket.send(text)),
    close: () => closed(server),
  }
}

function send(socket, wanted, event) {
  if (event.kind !== 'commit' || wanted.includes(event.commit.collection)) socket.send(JSON.stringify(event))
}

/** Ends a server of sockets, and them. */
export function closed(server) {
  server.clients.forEach((socket) => socket.terminate())
  return new Promise((resolve) => server.close(resolve))
}
