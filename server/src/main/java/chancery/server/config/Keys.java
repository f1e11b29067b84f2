package chancery.server.config;

import java.util.List;

/// Every setting. The page docs/guide/reference/configuration.md is written from this list.
public final class Keys {
    static final Key HTTP_LISTEN =
            new Key(
                    "http.listen",
                    Key.Kind.LIST,
                    "127.0.0.1:2583, [::1]:2583",
                    "127.0.0.1:2583, [::1]:2583",
                    "Addresses of the public door; port 0 picks a free one. TLS is a reverse"
                            + " proxy's work.");
    static final Key HTTP_TRUSTED_PROXIES =
            new Key(
                    "http.trusted-proxies",
                    Key.Kind.LIST,
                    "",
                    "",
                    "Address ranges whose `X-Forwarded-For` is believed.");
    static final Key HTTP_ACCESS_LOG =
            new Key(
                    "http.access-log",
                    Key.Kind.FLAG,
                    "true",
                    "true",
                    "One line of JSON per request on stderr.");
    static final Key HTTP_REQUESTS_MAX =
            new Key(
                    "http.requests-max",
                    Key.Kind.NUMBER,
                    "2000",
                    "2000",
                    "Requests in work at a time; one more is answered 503.");
    static final Key HTTP_DRAIN =
            new Key(
                    "http.drain",
                    Key.Kind.DURATION,
                    "10s",
                    "10s",
                    "How long a stop waits for requests in work.");
    static final Key OPS_LISTEN =
            new Key(
                    "ops.listen",
                    Key.Kind.ADDRESS,
                    "127.0.0.1:2584",
                    "",
                    "Where `/admin/` and `/metrics` listen, with `/livez` and `/readyz`; empty: on"
                            + " the public door.");
    static final Key STORE_DATA =
            new Key(
                    "store.data",
                    Key.Kind.FOLDER,
                    "./chancery-data",
                    "./chancery-data",
                    "The folder below which all state lies.");
    static final Key STORE_CACHE =
            new Key(
                    "store.cache",
                    Key.Kind.SIZE,
                    "48MiB",
                    "48MiB",
                    "Native memory for blocks of table files.");
    static final Key STORE_STREAM_CACHE =
            new Key(
                    "store.stream-cache",
                    Key.Kind.SIZE,
                    "256MiB",
                    "256MiB",
                    "Native memory for blocks of table files that hold records of streams; more"
                            + " makes upserts of many million records quicker.");
    static final Key STORE_VIEW_MEMORY =
            new Key(
                    "store.view-memory",
                    Key.Kind.SIZE,
                    "1GiB",
                    "1GiB",
                    "Native memory for the analytic view of streams, at most; what needs more goes"
                            + " through files or is refused.");
    static final Key STORE_VIEW_THREADS =
            new Key(
                    "store.view-threads",
                    Key.Kind.NUMBER,
                    "0",
                    "0",
                    "Threads that work on the analytic view; 0: as many as there are processors.");
    static final Key STORE_DISK_RESERVE =
            new Key(
                    "store.disk-reserve",
                    Key.Kind.SIZE,
                    "256MiB",
                    "64MiB",
                    "With less room than this on the disk, the server is not ready.");
    static final Key STORE_MASTER_KEY =
            new Key(
                    "store.master-key",
                    Key.Kind.SECRET,
                    "",
                    "",
                    "The key that secrets at rest are sealed under: 64 hexadecimal digits."
                            + " `serve` needs one; `dev` makes one beside the data.");
    static final Key PDS_PUBLIC_URL =
            new Key(
                    "pds.public-url",
                    Key.Kind.URL,
                    "",
                    "http://localhost:<port>",
                    "Where clients and other servers reach this one; `https` in `serve`.");
    static final Key PDS_SERVICE_DID =
            new Key(
                    "pds.service-did",
                    Key.Kind.DID,
                    "did:web:<host of pds.public-url>",
                    "did:web:localhost",
                    "The name of the service.");
    static final Key PDS_HANDLE_DOMAINS =
            new Key(
                    "pds.handle-domains",
                    Key.Kind.LIST,
                    ".<host of pds.public-url>",
                    ".test",
                    "Domains under which handles are given, each with its leading dot.");
    static final Key PDS_ADMIN_PASSWORD =
            new Key(
                    "pds.admin-password",
                    Key.Kind.SECRET,
                    "",
                    "admin",
                    "Password of the operator, user `admin`; without one no admin method works.");
    static final Key PDS_CONTACT_EMAIL =
            new Key("pds.contact-email", Key.Kind.TEXT, "", "", "Shown to clients.");
    static final Key PDS_PRIVACY_POLICY_URL =
            new Key("pds.privacy-policy-url", Key.Kind.URL, "", "", "Shown to clients.");
    static final Key PDS_TERMS_OF_SERVICE_URL =
            new Key("pds.terms-of-service-url", Key.Kind.URL, "", "", "Shown to clients.");
    static final Key PLC_URL =
            new Key(
                    "plc.url",
                    Key.Kind.TEXT,
                    "https://plc.directory",
                    "inside",
                    "The did:plc directory; `inside` for the one in this process, below `/plc`.");
    static final Key APPVIEW_FOLLOW =
            new Key(
                    "appview.follow",
                    Key.Kind.TEXT,
                    "jetstream",
                    "none",
                    "Where records of other hosts come from: `jetstream`, `relay` (its firehose,"
                            + " signatures verified) or `none`. Only types of records that have a"
                            + " lexicon here are asked for.");
    static final Key APPVIEW_JETSTREAM =
            new Key(
                    "appview.jetstream",
                    Key.Kind.URL,
                    "wss://jetstream1.us-east.bsky.network",
                    "",
                    "The Jetstream to follow.");
    static final Key APPVIEW_RELAY =
            new Key(
                    "appview.relay",
                    Key.Kind.URL,
                    "https://bsky.network",
                    "",
                    "The relay that knows which repositories have records of a type, for"
                            + " backfills, and whose firehose may be followed.");
    static final Key APPVIEW_ADMINISTRATORS =
            new Key(
                    "appview.administrators",
                    Key.Kind.LIST,
                    "",
                    "",
                    "DIDs of accounts that may do everything in the admin API. Without any, the"
                            + " first start prints a token that makes the first one.");
    static final Key APPVIEW_HOOK_PAUSE =
            new Key(
                    "appview.hook-pause",
                    Key.Kind.DURATION,
                    "1s",
                    "100ms",
                    "How long a hook that failed waits for its second attempt; the third and the"
                            + " fourth wait twice as long each.");
    static final Key APPVIEW_APP_NAME =
            new Key(
                    "appview.app-name",
                    Key.Kind.TEXT,
                    "",
                    "",
                    "What the installation is called, until an administrator sets `app_name`.");
    static final Key APPVIEW_CLIENT_URI =
            new Key(
                    "appview.client-uri",
                    Key.Kind.URL,
                    "",
                    "",
                    "The home page of the installation, until `client_uri` is set.");
    static final Key APPVIEW_LOGO_URI =
            new Key(
                    "appview.logo-uri",
                    Key.Kind.URL,
                    "",
                    "",
                    "Its logo, until `logo_uri` is set or a logo uploaded.");
    static final Key APPVIEW_TOS_URI =
            new Key(
                    "appview.tos-uri",
                    Key.Kind.URL,
                    "",
                    "",
                    "Its terms of service, until `tos_uri` is set.");
    static final Key APPVIEW_POLICY_URI =
            new Key(
                    "appview.policy-uri",
                    Key.Kind.URL,
                    "",
                    "",
                    "Its privacy policy, until `policy_uri` is set.");
    static final Key APPVIEW_RATE_LIMIT_CAPACITY =
            new Key(
                    "appview.rate-limit-capacity",
                    Key.Kind.NUMBER,
                    "100",
                    "100",
                    "Tokens in the bucket of an API client that has no limits of its own. The"
                            + " development mode limits nobody.");
    static final Key APPVIEW_RATE_LIMIT_REFILL =
            new Key(
                    "appview.rate-limit-refill",
                    Key.Kind.NUMBER,
                    "2.0",
                    "2.0",
                    "Tokens that such a bucket gets each second.");
    static final Key STREAMS_PROJECTS =
            new Key(
                    "streams.projects",
                    Key.Kind.LIST,
                    "",
                    "dev",
                    "Projects of the records API, each below `/api/v1/projects/`; without any, the"
                            + " API is not there.");
    static final Key STREAMS_TEMPLATES =
            new Key(
                    "streams.templates",
                    Key.Kind.LIST,
                    "standard",
                    "standard",
                    "What streams are made from, one template an item, as described below;"
                            + " `standard` stands for those that every client knows.");
    static final Key STREAMS_QUOTA_FACTOR =
            new Key(
                    "streams.quota-factor",
                    Key.Kind.NUMBER,
                    "100",
                    "0",
                    "How many times what the original lets through there is: requests in a second"
                            + " and at a time, bytes and records in ten minutes. `1` for the"
                            + " quotas of the original, `0` for none.");
    static final Key STREAMS_TOKENS =
            new Key(
                    "streams.tokens",
                    Key.Kind.SECRET,
                    "",
                    "dev dev dev all",
                    "Bearers of the records API, one a line, as described below.");
    static final Key STREAMS_CLIENTS =
            new Key(
                    "streams.clients",
                    Key.Kind.SECRET,
                    "",
                    "dev dev dev all",
                    "Programs that get tokens at `/api/v1/token` for their secret, one a line, as"
                            + " described below.");
    static final Key STREAMS_INDEXED =
            new Key(
                    "streams.indexed",
                    Key.Kind.LIST,
                    "",
                    "dev",
                    "Projects that show every indexed type of records of the AT Protocol as a"
                            + " read-only stream.");
    static final Key STREAMS_SCRIPTS =
            new Key(
                    "streams.scripts",
                    Key.Kind.TEXT,
                    "",
                    "dev all",
                    "What scripts of the AppView may do with streams, whoever calls them, as"
                            + " described below; empty: nothing.");
    static final Key EGRESS_ALLOW =
            new Key(
                    "egress.allow",
                    Key.Kind.LIST,
                    "",
                    "",
                    "`host:port` pairs that may be reached although their address is private.");
    static final Key EGRESS_NAME_SERVER =
            new Key(
                    "egress.name-server",
                    Key.Kind.ADDRESS,
                    "",
                    "",
                    "The name server that is asked about hosts, handles and lexicons; its address"
                            + " may be private. Empty: those of this machine.");
    static final Key LOG_LEVEL =
            new Key(
                    "log.level",
                    Key.Kind.TEXT,
                    "info",
                    "info",
                    "`error`, `warn`, `info` or `debug`.");

    private static final List<Key> ALL =
            List.of(
                    HTTP_LISTEN,
                    HTTP_TRUSTED_PROXIES,
                    HTTP_ACCESS_LOG,
                    HTTP_REQUESTS_MAX,
                    HTTP_DRAIN,
                    OPS_LISTEN,
                    STORE_DATA,
                    STORE_CACHE,
                    STORE_STREAM_CACHE,
                    STORE_VIEW_MEMORY,
                    STORE_VIEW_THREADS,
                    STORE_DISK_RESERVE,
                    STORE_MASTER_KEY,
                    PDS_PUBLIC_URL,
                    PDS_SERVICE_DID,
                    PDS_HANDLE_DOMAINS,
                    PDS_ADMIN_PASSWORD,
                    PDS_CONTACT_EMAIL,
                    PDS_PRIVACY_POLICY_URL,
                    PDS_TERMS_OF_SERVICE_URL,
                    PLC_URL,
                    APPVIEW_FOLLOW,
                    APPVIEW_JETSTREAM,
                    APPVIEW_RELAY,
                    APPVIEW_ADMINISTRATORS,
                    APPVIEW_HOOK_PAUSE,
                    APPVIEW_APP_NAME,
                    APPVIEW_CLIENT_URI,
                    APPVIEW_LOGO_URI,
                    APPVIEW_TOS_URI,
                    APPVIEW_POLICY_URI,
                    APPVIEW_RATE_LIMIT_CAPACITY,
                    APPVIEW_RATE_LIMIT_REFILL,
                    STREAMS_PROJECTS,
                    STREAMS_TEMPLATES,
                    STREAMS_QUOTA_FACTOR,
                    STREAMS_TOKENS,
                    STREAMS_CLIENTS,
                    STREAMS_INDEXED,
                    STREAMS_SCRIPTS,
                    EGRESS_ALLOW,
                    EGRESS_NAME_SERVER,
                    LOG_LEVEL);

    private Keys() {}

    public static List<Key> all() {
        return ALL;
    }
}
