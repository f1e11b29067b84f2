package chancery.appview;

import chancery.appview.caller.Allowance;
import chancery.appview.dpop.ProofCheck;
import chancery.appview.dpop.ReplayGuard;
import chancery.appview.http.oauth.ClientGate;
import chancery.appview.http.page.DomainGuard;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.proxy.Authorities;
import chancery.appview.proxy.AuthorityCalls;
import chancery.appview.proxy.ProxyRules;
import chancery.appview.registry.Registry;
import chancery.appview.script.ScriptEngine;
import chancery.appview.session.ProofLogin;
import chancery.appview.xrpc.Callers;
import chancery.appview.xrpc.ClientLimits;
import chancery.appview.xrpc.DefaultProcedure;
import chancery.appview.xrpc.DefaultQuery;
import chancery.appview.xrpc.ForeignMethods;
import chancery.appview.xrpc.LexiconAnswers;
import chancery.appview.xrpc.LexiconCalls;
import chancery.appview.xrpc.LexiconMethods;
import chancery.appview.xrpc.Profiles;
import chancery.appview.xrpc.RemoteMethods;
import chancery.appview.xrpc.SchemeCallers;
import chancery.appview.xrpc.ScriptRuns;
import chancery.appview.xrpc.SpaceMethods;
import chancery.appview.xrpc.remote.ClientMethods;
import chancery.appview.xrpc.remote.DelegationMethods;
import chancery.appview.xrpc.remote.KnownClients;
import chancery.appview.xrpc.remote.ProofCallers;
import chancery.web.limit.RateLimits;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.net.URI;
import java.util.List;

/// The methods that the AppView answers, and who calls them.
final class AppViewMethods {
    private static final AppViewLimits.Methods SIZES = AppViewLimits.Methods.STANDARD;

    private final AppViewPorts ports;
    private final AppViewRows rows;
    private final AppViewElsewhere elsewhere;
    private final ClientLimits clientLimits;
    private final AuthorityCalls authorities;
    private final LexiconAnswers answers;
    final RateLimits rates;
    final ReplayGuard replays;
    final ClientGate clientGate;
    final Callers callers;
    final ProxyRules rules;
    final LexiconCalls calls;

    AppViewMethods(
            AppViewConfig config,
            AppViewLimits limits,
            AppViewPorts ports,
            AppViewRows rows,
            AppViewElsewhere elsewhere,
            AppViewScripts.World world,
            ScriptEngine engine) {
        this.ports = ports;
        this.rows = rows;
        this.elsewhere = elsewhere;
        this.rates = new RateLimits(RateLimits.Switch.ON, ports.time().clock());
        this.replays = new ReplayGuard(ports.keeping().store(), ports.time().clock());
        ProofLogin login = new ProofLogin(rows.sessions, proofs(limits));
        Allowance usual = config.allowance();
        KnownClients known = new KnownClients(rows.clients, () -> usual);
        this.clientGate = new ClientGate(rows.clients, login);
        this.callers =
                new SchemeCallers(
                        ports.local().authenticator(),
                        known::find,
                        new ProofCallers(rows.clients, known, login));
        this.clientLimits = new ClientLimits(rates, rows.settings, usual, SIZES.keysMax());
        AppViewPorts.Network network = ports.network();
        this.authorities =
                new AuthorityCalls(
                        new Authorities(network.dns(), network.dids(), ports.time().nanos()),
                        network.fetch());
        this.rules = new ProxyRules(rows.settings);
        Registry registry = ports.keeping().registry();
        this.answers =
                new LexiconAnswers(
                        registry,
                        new DefaultQuery(world.queries(), world.freshness()),
                        new DefaultProcedure(elsewhere.writers),
                        new ScriptRuns(engine::run, rows.events, ports.time().nanos()),
                        elsewhere.delegation);
        this.calls = new LexiconCalls(registry, answers, authorities, limits.scripts());
    }

    private ProofCheck proofs(AppViewLimits limits) {
        return new ProofCheck(
                () -> rows.domains.all().stream().map(domain -> URI.create(domain.url())).toList(),
                replays,
                limits.sessions(),
                ports.time().clock());
    }

    /// What stands before the methods of the personal data server.
    Methods overriding() {
        return remote().overriding();
    }

    /// What stands behind them, in this order. Hosts that are none of this installation get
    /// nothing.
    List<Methods> all() {
        Registry registry = ports.keeping().registry();
        DomainGuard guard = new DomainGuard(rows.domains);
        return List.of(
                        new LexiconMethods(registry, callers, clientLimits, answers, SIZES),
                        remote().remaining(),
                        ClientMethods.of(rows.clients, rows::own, rows.events, callers),
                        DelegationMethods.of(elsewhere.delegation, callers),
                        new SpaceMethods(rows.settings),
                        new ForeignMethods(rules, authorities, callers, clientLimits, SIZES))
                .stream()
                .map(methods -> guarded(methods, guard))
                .toList();
    }

    private static Methods guarded(Methods methods, DomainGuard guard) {
        return (nsid, request) ->
                methods.find(nsid, request)
                        .map(
                                method ->
                                        method instanceof XrpcMethod.Delegated(var id, var handler)
                                                ? new XrpcMethod.Delegated(id, guard.guard(handler))
                                                : method);
    }

    private RemoteMethods remote() {
        AppViewPorts.Network network = ports.network();
        return new RemoteMethods(
                callers,
                clientLimits,
                new Profiles(network.dids(), ports.local().repositories(), network.fetch()),
                elsewhere.writers,
                SIZES);
    }
}
