package chancery.pds;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.pds.account.AccountGate;
import chancery.pds.account.HandleRules;
import chancery.pds.account.ReservedHandles;
import chancery.pds.identity.Names;
import chancery.pds.limit.PdsLimits;
import chancery.pds.repo.BlobRows;
import chancery.pds.repo.LegacyProfile;
import chancery.pds.repo.RecordDesk;
import chancery.pds.repo.RecordReader;
import chancery.pds.repo.RepoArchive;
import chancery.pds.sequencer.Firehose;
import chancery.pds.xrpc.identity.ResolveHandle;
import chancery.pds.xrpc.repo.ApplyWrites;
import chancery.pds.xrpc.repo.CreateRecord;
import chancery.pds.xrpc.repo.DeleteRecord;
import chancery.pds.xrpc.repo.DescribeRepo;
import chancery.pds.xrpc.repo.ListRecords;
import chancery.pds.xrpc.repo.PutRecord;
import chancery.pds.xrpc.repo.UploadBlob;
import chancery.pds.xrpc.server.CreateAccount;
import chancery.pds.xrpc.server.CreateSession;
import chancery.pds.xrpc.server.DeleteSession;
import chancery.pds.xrpc.server.DescribeServer;
import chancery.pds.xrpc.server.GetSession;
import chancery.pds.xrpc.server.RefreshSession;
import chancery.pds.xrpc.sync.GetBlob;
import chancery.pds.xrpc.sync.GetBlocks;
import chancery.pds.xrpc.sync.GetHead;
import chancery.pds.xrpc.sync.GetLatestCommit;
import chancery.pds.xrpc.sync.GetRepo;
import chancery.pds.xrpc.sync.GetRepoStatus;
import chancery.pds.xrpc.sync.ListBlobs;
import chancery.pds.xrpc.sync.ListRepos;
import chancery.pds.xrpc.sync.SubscribeRepos;
import chancery.pds.xrpc.sync.Visible;
import chancery.store.KeyValue;
import chancery.web.auth.Access;
import chancery.web.xrpc.XrpcHandler;
import chancery.web.xrpc.XrpcMethod;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The methods of this door, by name.
final class PdsMethods {
    private final Map<Nsid, XrpcMethod> methods = new HashMap<>();
    private final PdsConfig config;
    private final PdsLimits limits;
    private final PdsPorts ports;
    private final PdsParts parts;
    private final AccountGate gate;
    private final RecordReader reader;
    private final HandleRules handles;
    private final Names names;

    private PdsMethods(PdsConfig config, PdsLimits limits, PdsPorts ports, PdsParts parts) {
        this.config = config;
        this.limits = limits;
        this.ports = ports;
        this.parts = parts;
        this.gate = new AccountGate(parts.accounts);
        this.reader = new RecordReader(ports.store());
        this.handles = new HandleRules(config.handleDomains(), ReservedHandles.load());
        this.names = new Names(gate, handles, ports.identity().handles());
    }

    static Map<Nsid, XrpcMethod> of(
            PdsConfig config, PdsLimits limits, PdsPorts ports, PdsParts parts) {
        PdsMethods all = new PdsMethods(config, limits, ports, parts);
        all.server();
        all.repo();
        all.sync();
        return Map.copyOf(all.methods);
    }

    private void server() {
        add("com.atproto.server.describeServer", Access.OPEN, new DescribeServer(description()));
        add(
                "com.atproto.server.createAccount",
                Access.OPTIONAL_SERVICE,
                new CreateAccount(handles, names::requireOwner, parts.signUp, limits));
        add(
                "com.atproto.server.createSession",
                Access.OPEN,
                new CreateSession(parts.accounts, parts.passwords, parts.sessions, limits));
        add(
                "com.atproto.server.refreshSession",
                Access.REFRESH,
                new RefreshSession(gate, parts.sessions));
        add("com.atproto.server.getSession", Access.ANY_SESSION, new GetSession(gate));
        add(
                "com.atproto.server.deleteSession",
                Access.REFRESH_EVEN_EXPIRED,
                new DeleteSession(parts.sessions));
        add("com.atproto.identity.resolveHandle", Access.OPEN, new ResolveHandle(names));
    }

    private void repo() {
        RecordDesk desk = parts.desk;
        LegacyProfile legacy = new LegacyProfile(ports.store());
        addWrite("createRecord", new CreateRecord(gate, desk, parts.writer));
        addWrite("putRecord", new PutRecord(gate, desk, legacy, parts.writer));
        addWrite("applyWrites", new ApplyWrites(gate, desk, parts.writer, limits));
        add(
                "com.atproto.repo.deleteRecord",
                Access.ANY_SESSION,
                new DeleteRecord(gate, parts.writer));
        add(
                "com.atproto.repo.getRecord",
                Access.OPEN,
                new chancery.pds.xrpc.repo.GetRecord(gate, reader));
        add("com.atproto.repo.listRecords", Access.OPEN, new ListRecords(gate, reader));
        add(
                "com.atproto.repo.describeRepo",
                Access.OPEN,
                new DescribeRepo(gate, reader, ports.identity().dids()));
        put(
                new XrpcMethod.Call(
                        Nsid.parse("com.atproto.repo.uploadBlob"),
                        new Access.SessionOrService(Access.SESSION_SCOPES),
                        limits.blobBytesMax(),
                        new UploadBlob(gate, parts.intake, limits)));
    }

    private void sync() {
        KeyValue store = ports.store();
        Visible visible = new Visible(parts.accounts, gate);
        BlobRows blobs = new BlobRows(store);
        RepoArchive archive =
                new RepoArchive(store, parts.nodes, ports.scratch(), limits.archiveBytesMax());
        Firehose firehose = new Firehose(store, limits.backfill(), ports.time().clock());
        addSync("getRepo", new GetRepo(visible, archive));
        addSync("getCheckout", new GetRepo(visible, archive));
        addSync("getRecord", new chancery.pds.xrpc.sync.GetRecord(visible, archive));
        addSync("getBlocks", new GetBlocks(visible, archive));
        addSync("getLatestCommit", new GetLatestCommit(visible, reader));
        addSync("getHead", new GetHead(visible, reader));
        addSync("getRepoStatus", new GetRepoStatus(visible, reader));
        addSync("listRepos", new ListRepos(parts.directory, visible, reader));
        addSync("getBlob", new GetBlob(visible, blobs, ports.blobs()));
        addSync("listBlobs", new ListBlobs(visible, blobs));
        put(
                new XrpcMethod.Subscription(
                        Nsid.parse("com.atproto.sync.subscribeRepos"),
                        Access.OPEN,
                        new SubscribeRepos(firehose)));
    }

    private Value.Map description() {
        Value.Map.Builder links = Value.Map.builder();
        config.privacyPolicyUrl().map(URI::toString).ifPresent(u -> links.put("privacyPolicy", u));
        config.termsOfServiceUrl()
                .map(URI::toString)
                .ifPresent(u -> links.put("termsOfService", u));
        Value.Map.Builder contact = Value.Map.builder();
        config.contactEmail().ifPresent(email -> contact.put("email", email));
        List<Value.Text> domains = config.handleDomains().stream().map(Value.Text::new).toList();
        return Value.Map.builder()
                .put("did", config.serviceDid().value())
                .put("availableUserDomains", domains)
                .put("inviteCodeRequired", false)
                .put("phoneVerificationRequired", false)
                .put("blobUploadLimit", limits.blobBytesMax())
                .put("links", links.build())
                .put("contact", contact.build())
                .build();
    }

    private void addWrite(String name, XrpcHandler handler) {
        put(
                new XrpcMethod.Call(
                        Nsid.parse("com.atproto.repo." + name),
                        Access.ANY_SESSION,
                        limits.writeBodyBytesMax(),
                        handler));
    }

    private void addSync(String name, XrpcHandler handler) {
        add("com.atproto.sync." + name, Access.OPTIONAL, handler);
    }

    private void add(String nsid, Access access, XrpcHandler handler) {
        put(XrpcMethod.of(nsid, access, handler));
    }

    private void put(XrpcMethod method) {
        methods.put(method.nsid(), method);
    }
}
