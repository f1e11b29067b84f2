package chancery.pds;

import chancery.atproto.sync.EventSource;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.xrpc.ServiceVerifier;
import chancery.pds.account.AccountGate;
import chancery.pds.limit.PdsLimits;
import chancery.pds.local.LocalRepos;
import chancery.pds.signup.SignUp;
import chancery.pds.xrpc.SessionAuthenticator;
import chancery.web.auth.Authenticator;
import chancery.web.http.Mount;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The personal data server: accounts, their signed repositories and the firehose. What it needs
/// goes in by the constructor; methods, an authenticator and the events come out.
public final class Pds {

    private final PdsConfig config;
    private final PdsParts parts;
    private final Map<Nsid, XrpcMethod> methods;
    private final Authenticator authenticator;

    public Pds(PdsConfig config, PdsLimits limits, PdsPorts ports) {
        this.config = config;
        this.parts = new PdsParts(config, limits, ports);
        this.methods = PdsMethods.of(config, limits, ports, parts);
        this.authenticator =
                new SessionAuthenticator(
                        parts.tokens,
                        new ServiceVerifier(ports.identity().dids(), ports.time().clock()),
                        config.serviceDid(),
                        config.adminPassword());
    }

    /// The methods of this door.
    public Methods methods() {
        return (nsid, request) -> Optional.ofNullable(methods.get(nsid));
    }

    /// Every method of this door.
    public Collection<XrpcMethod> all() {
        return List.copyOf(methods.values());
    }

    /// The pages of this door, to be mounted.
    public List<Mount> mounts() {
        return new PdsPages(config, new AccountGate(parts.accounts)).mounts();
    }

    /// Who checks the tokens that this door issues, for all doors.
    public Authenticator authenticator() {
        return authenticator;
    }

    /// The events of this host.
    public EventSource events() {
        return parts.events;
    }

    /// The number of the newest event of this host that is durable.
    public long tail() {
        return parts.events.tail();
    }

    /// The repositories of this host, for other doors.
    public LocalRepos repositories() {
        return parts.repositories;
    }

    /// The account of this host that goes by this handle.
    public Optional<Did> find(Handle handle) {
        return parts.directory.find(handle);
    }

    /// Opens accounts, for the accounts of the development mode.
    public SignUp signUp() {
        return parts.signUp;
    }

    /// Ends what is over: stale claims, old tokens, uploads nobody refers to. To be called now and
    /// then; answers how many entries there were.
    public int sweep() {
        return parts.accounts.sweepClaims()
                + parts.sessions.sweep()
                + parts.blobSweep.sweep(parts.uploads, parts.orphans);
    }
}
