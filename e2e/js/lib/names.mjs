// A name server on this machine: text records over UDP, and nothing else.
import { createSocket } from 'node:dgram'

const TXT = 16
const ANSWER = 0x8580
const NO_SUCH_NAME = 3

export async function startNames(port = 0) {
  const texts = new Map()
  const asked = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, type, question } = read(query)
    asked.push(name)
    const answers = type === TXT ? texts.get(name) ?? [] : []
    const head = Buffer.alloc(12)
    head.writeUInt16BE(query.readUInt16BE(0), 0)
    head.writeUInt16BE(ANSWER + (texts.has(name) ? 0 : NO_SUCH_NAME), 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(answers.length, 6)
    socket.send(Buffer.concat([head, question, ...answers.map(record)]), from.port, from.address)
  })
  await new Promise((resolve) => socket.bind(port, '127.0.0.1', resolve))
  return {
    /** Lets a name have these texts. */
    set: (name, ...values) => texts.set(name, values),
    asked,
    close: () => new Promise((resolve) => socket.close(resolve)),
  }
}

/** The question of a message: labels, type and class after twelve bytes of head. */
function read(message) {
  const labels = []
  let at = 12
  for (let length = message[at]; length > 0; length = message[at]) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), question: message.subarray(12, at + 5) }
}

/** A text record whose name points at the question's. */
function record(text) {
  const bytes = Buffer.from(text)
  const head = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, 0, bytes.length + 1, bytes.length])
  return Buffer.concat([head, bytes])
}
