package chancery.appview.session;

import chancery.appview.client.ApiClient;
import chancery.appview.client.Secrets;
import chancery.appview.dpop.Jwk;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Expiries;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.store.Batch;
import chancery.store.Sealer;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Hands out the keys that applications log their users in with. This server keeps each sealed, so
/// that it can write with the session that comes of it; one that nobody deposits a session for
/// ends.
public final class KeyDesk {
    private final Place place;
    private final Shelf<ProvisionedKey> keys;
    private final Expiries expiries;
    private final Vault vault;
    private final Surroundings around;

    /// @param place of sessions
    public KeyDesk(Place place, Sealer sealer, Surroundings around) {
        this.place = place;
        this.keys = new Shelf<>(place, "key", ProvisionedKey.CODEC);
        this.expiries = new Expiries(place, "key-end", around.clock());
        this.vault = new Vault(sealer);
        this.around = around;
    }

    /// What the desk takes from outside.
    public record Surroundings(
            Secrets secrets,
            RandomGenerator random,
            InstantSource clock,
            AppViewLimits.Sessions limits,
            Events events) {}

    /// A key that was made, and its name.
    public record Provisioned(String id, PrivateKey key) {}

    /// A key that a session is deposited for.
    record Held(ProvisionedKey row, PrivateKey key) {}

    /// Makes a key for an application.
    ///
    /// @param challenge of a public client (PKCE, S256)
    public Provisioned provision(ApiClient client, Optional<String> challenge) {
        PrivateKey key = PrivateKey.generate(Curve.P256, around.random());
        String id = around.secrets().provision();
        ProvisionedKey row =
                new ProvisionedKey(
                        client.id(),
                        vault.sealKey(id, key),
                        Jwk.thumbprint(key.publicKey()),
                        challenge,
                        around.clock().instant().plus(around.limits().keyLife()));
        Batch batch = new Batch();
        keys.add(batch, id, row);
        expiries.note(batch, row.end(), id);
        place.store().commit(batch);
        around.events()
                .add(
                        AppEvent.info(
                                "dpop_key.provisioned",
                                id,
                                Json.Members.builder().put("client_id", client.id()).build()));
        return new Provisioned(id, key);
    }

    /// The key of this name, while it lives.
    Optional<Held> find(String id) {
        return keys.find(id)
                .filter(row -> around.clock().instant().isBefore(row.end()))
                .map(row -> new Held(row, vault.openKey(id, row.sealed())));
    }

    /// Ends keys whose time is over; answers how many.
    public int sweep() {
        return expiries.sweep(keys::delete);
    }
}
