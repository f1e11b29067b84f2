package chancery.appview;

import chancery.appview.access.ApiKeys;
import chancery.appview.access.Bootstrap;
import chancery.appview.access.LastUse;
import chancery.appview.access.Users;
import chancery.appview.client.ApiClients;
import chancery.appview.client.Secrets;
import chancery.appview.domain.Domains;
import chancery.appview.event.EventLog;
import chancery.appview.job.Jobs;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.session.KeyDesk;
import chancery.appview.session.Sessions;
import chancery.appview.setting.Logo;
import chancery.appview.setting.Settings;
import chancery.appview.setting.Variables;
import chancery.appview.truth.Place;
import chancery.store.KeyValue;

import java.security.SecureRandom;
import java.time.InstantSource;

/// What the AppView keeps and is no view of anything, apart from lexicons and records.
final class AppViewRows {
    private static final String METADATA = "/oauth-client-metadata.json";

    final Settings settings;
    final Variables variables;
    final Logo logo;
    final Domains domains;
    final Users users;
    final ApiKeys keys;
    final LastUse use;
    final Bootstrap bootstrap;
    final Secrets secrets;
    final ApiClients clients;
    final Sessions sessions;
    final KeyDesk desk;
    final EventLog events;
    final Jobs jobs;

    AppViewRows(AppViewConfig config, AppViewLimits limits, AppViewPorts ports) {
        KeyValue store = ports.keeping().store();
        InstantSource clock = ports.time().clock();
        SecureRandom random = ports.time().random();
        this.settings = new Settings(store, clock, config.fallbacks());
        this.variables = new Variables(store, ports.keeping().sealer(), clock);
        this.logo = new Logo(store);
        this.domains =
                new Domains(store, config.publicUrl(), limits.administration(), clock, random);
        this.users = new Users(store, limits.administration(), clock, random);
        this.keys = new ApiKeys(store, limits.administration(), clock, random);
        this.use = new LastUse(users, keys, clock);
        this.bootstrap = new Bootstrap(store, users, random);
        this.secrets = new Secrets(random);
        this.clients = new ApiClients(store, secrets, limits.clients(), clock);
        this.sessions = new Sessions(store, limits.sessions(), clock);
        this.events = new EventLog(store, limits.eventLog(), clock);
        this.desk =
                new KeyDesk(
                        Place.sessions(store),
                        ports.keeping().sealer(),
                        new KeyDesk.Surroundings(
                                secrets, random, clock, limits.sessions(), events));
        this.jobs = new Jobs(store, clock, random, limits.jobs());
    }

    /// Whether a URL is that of this installation's own client metadata.
    boolean own(String url) {
        return domains.all().stream().anyMatch(domain -> url.equals(domain.url() + METADATA));
    }
}
