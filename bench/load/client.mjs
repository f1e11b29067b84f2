// A small closed-loop client for what the load generator does not have: a mixed warm-up, and phases of
// a fixed number of requests.
export class Client {
  constructor(url) {
    this.url = url
    this.made = 0
    this.stamp = Date.now().toString(36).slice(-5)
  }

  async call(method, nsid, { params, body, token } = {}) {
    const query = params ? `?${new URLSearchParams(params)}` : ''
    const res = await fetch(`${this.url}/xrpc/${nsid}${query}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const bytes = Buffer.from(await res.arrayBuffer())
    const json = res.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(bytes) : undefined
    return { status: res.status, json, bytes }
  }

  async ok(method, nsid, options) {
    const answer = await this.call(method, nsid, options)
    if (answer.status !== 200) throw new Error(`${nsid}: ${answer.status} ${answer.bytes.subarray(0, 200)}`)
    return answer.json
  }

  get = (nsid, params) => this.ok('GET', nsid, { params })
  post = (nsid, body, token) => this.ok('POST', nsid, { body, token })

  async account() {
    const name = `b${this.stamp}${(this.made++).toString(36)}`
    const { did, accessJwt, handle } = await this.post('com.atproto.server.createAccount', {
      handle: `${name}.test`, email: `${name}@example.com`, password: `pw-${name}`,
    })
    return { did, handle, token: accessJwt }
  }

  async accounts(n) {
    const all = []
    while (all.length < n) all.push(await this.account())
    return all
  }

  create(account, text) {
    const collection = 'app.bsky.feed.post'
    const record = { $type: collection, text, langs: ['en'], createdAt: new Date().toISOString() }
    return this.post('com.atproto.repo.createRecord', { repo: account.did, collection, record }, account.token)
  }

  put(account, n) {
    const collection = 'app.bsky.actor.profile'
    const record = { $type: collection, displayName: `user ${n}` }
    return this.post('com.atproto.repo.putRecord', { repo: account.did, collection, rkey: 'self', record }, account.token)
  }

  batch(account, size) {
    const value = () => ({ $type: 'app.bsky.feed.post', text: `in a batch ${Math.random()}`, createdAt: new Date().toISOString() })
    const writes = Array.from({ length: size }, () => ({
      $type: 'com.atproto.repo.applyWrites#create', collection: 'app.bsky.feed.post', value: value(),
    }))
    return this.post('com.atproto.repo.applyWrites', { repo: account.did, writes }, account.token)
  }

  /** Runs the operation `count` times, or until `millis` are over, from `workers` loops. */
  async loop(workers, { count = Infinity, millis = Infinity }, operation) {
    const deadline = performance.now() + millis
    let next = 0
    const work = async () => {
      while (next < count && performance.now() < deadline) await operation(next++)
    }
    await Promise.all(Array.from({ length: workers }, work))
    return next
  }

  /** The mixed load that both servers get before anything is measured. */
  async warmUp(seconds) {
    const accounts = await this.accounts(8)
    const known = []
    return this.loop(16, { millis: seconds * 1000 }, async (i) => {
      const account = accounts[i % accounts.length]
      const kind = i % 10
      if (kind < 5 || known.length === 0) {
        const { uri } = await this.create(account, `warm ${i}`)
        known.push({ repo: account.did, collection: 'app.bsky.feed.post', rkey: uri.split('/').at(-1) })
        if (known.length > 1000) known.shift()
      } else if (kind < 6) await this.put(account, i)
      else if (kind < 7) await this.batch(account, 10)
      else if (kind < 9) await this.get('com.atproto.repo.getRecord', known[(i * 7) % known.length])
      else if (i % 50 === 9) await this.call('GET', 'com.atproto.sync.getRepo', { params: { did: account.did } })
      else await this.get('com.atproto.repo.listRecords', { repo: account.did, collection: 'app.bsky.feed.post' })
    })
  }
}
