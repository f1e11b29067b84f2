// A labeler on this machine: frames of CBOR from a reader's cursor on, each label signed.
import { cborEncode } from '@atproto/lex-cbor'
import { WebSocketServer } from 'ws'
import { closed } from './jetstream.mjs'
import { newIdentity } from './identity.mjs'

export async function startLabeler(port = 0) {
  const said = new Map()
  const readers = new Map()
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://localhost:${server.address().port}`
  let seq = 0
  server.on('connection', (socket, req) => {
    const { pathname, searchParams } = new URL(req.url, url)
    const name = pathname.split('/')[1]
    const cursor = Number(searchParams.get('cursor'))
    readers.set(socket, name)
    socket.on('close', () => readers.delete(socket))
    ;(said.get(name) ?? []).filter((one) => one.seq > cursor).forEach((one) => socket.send(one.frame))
  })
  return {
    /** A new labeler of this place. */
    async account() {
      const name = `l${said.size}`
      said.set(name, [])
      const services = { atproto_labeler: { type: 'AtprotoLabeler', endpoint: `${url}/${name}` } }
      const { did, key } = await newIdentity({ services, keys: ['atproto_label'] })
      return { did, key, name }
    },
    /** Labels something; `more` may say that it negates, or until when it is true. */
    async label(labeler, uri, val, more = {}) {
      const label = { ver: 1, src: labeler.did, uri, val, cts: new Date().toISOString(), ...more }
      label.sig ??= await labeler.key.sign(cborEncode(label))
      const frame = Buffer.concat([
        cborEncode({ op: 1, t: '#labels' }), cborEncode({ seq: ++seq, labels: [label] }),
      ])
      said.get(labeler.name).push({ seq, frame })
      readers.forEach((name, socket) => name === labeler.name && socket.send(frame))
      return label.cts
    },
    /** How many read this labeler. */
    readers: (labeler) => [...readers.values()].filter((name) => name === labeler.name).length,
    close: () => closed(server),
  }
}
