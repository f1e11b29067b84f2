package chancery.appview;

import chancery.appview.authority.NetworkLexicons;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.http.admin.AdminRoutes;
import chancery.appview.http.admin.client.ClientRoutes;
import chancery.appview.http.admin.index.BackfillRoutes;
import chancery.appview.http.admin.index.DeadLetterRoutes;
import chancery.appview.http.admin.job.JobRoutes;
import chancery.appview.http.admin.labeler.LabelerRoutes;
import chancery.appview.http.admin.lexicon.LexiconRoutes;
import chancery.appview.http.admin.lexicon.NetworkRoutes;
import chancery.appview.http.admin.lexicon.ScriptRoutes;
import chancery.appview.http.admin.site.DomainRoutes;
import chancery.appview.http.admin.site.EventRoutes;
import chancery.appview.http.admin.site.LogoRoutes;
import chancery.appview.http.admin.site.ProxyRoutes;
import chancery.appview.http.admin.site.RecordRoutes;
import chancery.appview.http.admin.site.SettingRoutes;
import chancery.appview.http.admin.site.StatRoutes;
import chancery.appview.http.admin.site.VariableRoutes;
import chancery.appview.http.admin.trial.TrialRoutes;
import chancery.appview.http.admin.user.BootstrapRoute;
import chancery.appview.http.admin.user.Identities;
import chancery.appview.http.admin.user.KeyRoutes;
import chancery.appview.http.admin.user.PermissionRoutes;
import chancery.appview.http.admin.user.UserGate;
import chancery.appview.http.admin.user.UserRoutes;
import chancery.appview.http.oauth.OauthRoutes;
import chancery.appview.http.page.DomainGuard;
import chancery.appview.http.page.Facts;
import chancery.appview.http.page.Pages;
import chancery.appview.http.page.Site;
import chancery.appview.index.whole.Index;
import chancery.appview.label.Labelers;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.script.trial.Trials;
import chancery.atproto.xrpc.ServiceVerifier;
import chancery.web.http.Mount;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The paths that the AppView answers.
final class AppViewPaths {
    private final AppViewConfig config;
    private final AppViewLimits limits;
    private final AppViewPorts ports;
    private final AppViewRows rows;
    private final AppViewMethods methods;
    private final Parts parts;

    /// What works in the background.
    record Parts(
            Index index,
            Labelers labelers,
            NetworkLexicons network,
            AppViewElsewhere elsewhere,
            Trials trials) {}

    AppViewPaths(
            AppViewConfig config,
            AppViewLimits limits,
            AppViewPorts ports,
            AppViewRows rows,
            AppViewMethods methods,
            Parts parts) {
        this.config = config;
        this.limits = limits;
        this.ports = ports;
        this.rows = rows;
        this.methods = methods;
        this.parts = parts;
    }

    /// All of them, to be mounted.
    List<Mount> mounts() {
        DomainGuard guard = new DomainGuard(rows.domains);
        List<Mount> mounts = new ArrayList<>();
        List<AdminRoute> routes = new ArrayList<>(siteRoutes());
        routes.addAll(userRoutes());
        routes.addAll(lexiconRoutes());
        routes.addAll(workRoutes());
        mounts.add(new AdminRoutes(gate(), routes, rows.events).mount());
        mounts.add(new BootstrapRoute(rows.bootstrap, rows.keys, rows.events).mount());
        mounts.addAll(new Pages(guard, new Site(rows.settings, rows.logo), facts()).mounts());
        new OauthRoutes(
                        methods.clientGate,
                        rows.desk,
                        parts.elsewhere.deposits,
                        limits.sessions(),
                        methods.rates)
                .mounts()
                .forEach(mount -> mounts.add(guard.guard(mount)));
        return mounts;
    }

    private Facts facts() {
        return new Facts(
                config.version(),
                ports.keeping().engine(),
                config.sources().jetstream(),
                config.sources().relay(),
                config.plcUrl(),
                config.rates());
    }

    private UserGate gate() {
        return new UserGate(
                rows.users,
                rows.keys,
                rows.use,
                new Identities(
                        ports.local().authenticator(),
                        new ServiceVerifier(ports.network().dids(), ports.time().clock()),
                        config.serviceDid(),
                        request -> methods.callers.identify(request).caller()),
                config.development()
                        .map(dev -> new UserGate.Developer(dev.token(), config.serviceDid())));
    }

    private List<AdminRoute> siteRoutes() {
        AppViewLimits.Administration bounds = limits.administration();
        List<AdminRoute> routes = new ArrayList<>();
        routes.addAll(new VariableRoutes(rows.variables, rows.events, bounds).routes());
        routes.addAll(new ProxyRoutes(methods.rules, rows.events).routes());
        routes.addAll(new SettingRoutes(rows.settings, rows.events, bounds).routes());
        routes.addAll(new LogoRoutes(rows.logo, rows.events, bounds).routes());
        routes.addAll(new DomainRoutes(rows.domains, rows.events).routes());
        routes.addAll(new EventRoutes(rows.events).routes());
        return routes;
    }

    private List<AdminRoute> userRoutes() {
        AppViewLimits.Administration bounds = limits.administration();
        List<AdminRoute> routes = new ArrayList<>();
        routes.addAll(new UserRoutes(rows.users, rows.keys, rows.events).routes());
        routes.addAll(new KeyRoutes(rows.keys, rows.events, bounds).routes());
        routes.addAll(new PermissionRoutes(rows.settings).routes());
        routes.addAll(new ClientRoutes(rows.clients, rows::own, rows.events).routes());
        return routes;
    }

    private List<AdminRoute> lexiconRoutes() {
        Registry registry = ports.keeping().registry();
        List<AdminRoute> routes = new ArrayList<>();
        routes.addAll(new LexiconRoutes(registry, rows.events, limits.lexicons()).routes());
        routes.addAll(
                new NetworkRoutes(parts.network, registry, rows.events, limits.lexicons())
                        .routes());
        routes.addAll(new ScriptRoutes(registry, rows.events, limits).routes());
        routes.addAll(
                new TrialRoutes(
                                parts.trials,
                                ports.network().handles(),
                                ports.local().repositories())
                        .routes());
        return routes;
    }

    private List<AdminRoute> workRoutes() {
        InstantSource clock = ports.time().clock();
        Index index = parts.index;
        List<AdminRoute> routes = new ArrayList<>();
        routes.addAll(
                new StatRoutes(
                                ports.keeping().registry(),
                                ports.keeping().tables(),
                                index.freshness())
                        .routes());
        routes.addAll(
                new RecordRoutes(
                                ports.keeping().tables(),
                                index.intake(),
                                index.freshness(),
                                clock,
                                limits.queries())
                        .routes());
        routes.addAll(new BackfillRoutes(index.backfills()).routes());
        routes.addAll(new DeadLetterRoutes(index.letters(), index.desk()).routes());
        routes.addAll(new LabelerRoutes(parts.labelers, rows.events).routes());
        routes.addAll(new JobRoutes(rows.jobs).routes());
        return routes;
    }
}
