// A relay on this machine: who has records of a type.
import { createServer } from 'node:http'

export async function startRelay(port = 0) {
  const relay = { repos: new Map(), asked: [], hold: undefined }
  const server = createServer(async (req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://localhost')
    const known = pathname === '/xrpc/com.atproto.sync.listReposByCollection'
    relay.asked.push({ collection: searchParams.get('collection'), limit: searchParams.get('limit') })
    await relay.hold
    const from = Number(searchParams.get('cursor') ?? 0)
    const dids = relay.repos.get(searchParams.get('collection')) ?? []
    const page = dids.slice(from, from + 1).map((did) => ({ did }))
    res.writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
    res.end(JSON.stringify({ repos: page, ...(from + 1 < dids.length && { cursor: `${from + 1}` }) }))
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  relay.close = () => new Promise((resolve) => server.close(resolve).closeAllConnections())
  return relay
}
