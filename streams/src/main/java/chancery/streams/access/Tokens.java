package chancery.streams.access;

import chancery.streams.sign.Signer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Knows callers by their tokens, and issues tokens to clients. An issued token names its client
/// and its end; what it may do is what the client may do when it is used.
public final class Tokens {
    private static final String PURPOSE = "access-token";
    private static final String PREFIX = "cst_";

    private final List<StaticToken> known;
    private final List<Client> clients;
    private final Signer signer;
    private final Duration life;
    private final InstantSource clock;

    public Tokens(
            List<StaticToken> known,
            List<Client> clients,
            Signer signer,
            Duration life,
            InstantSource clock) {
        this.known = List.copyOf(known);
        this.clients = List.copyOf(clients);
        this.signer = signer;
        this.life = life;
        this.clock = clock;
    }

    /// Who shows this token; empty when nobody does by now.
    public Optional<Caller> find(String bearer) {
        for (StaticToken token : known) {
            if (same(token.token(), bearer)) {
                return Optional.of(token.caller());
            }
        }
        return bearer.startsWith(PREFIX)
                ? signer.open(PURPOSE, bearer.substring(PREFIX.length())).flatMap(this::holder)
                : Optional.empty();
    }

    private Optional<Caller> holder(byte[] payload) {
        if (payload.length < Long.BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(payload);
        long end = in.getLong();
        String id = StandardCharsets.UTF_8.decode(in).toString();
        if (clock.millis() >= end) {
            return Optional.empty();
        }
        return clients.stream()
                .filter(client -> client.id().equals(id))
                .findFirst()
                .map(client -> new Caller(client.id(), client.capabilities()));
    }

    /// A token for a client that shows its secret; empty for any other.
    public Optional<Issued> issue(String id, String secret) {
        return clients.stream()
                .filter(client -> client.id().equals(id) && same(client.secret(), secret))
                .findFirst()
                .map(this::issue);
    }

    private Issued issue(Client client) {
        byte[] name = client.id().getBytes(StandardCharsets.UTF_8);
        long end = clock.millis() + life.toMillis();
        byte[] payload =
                ByteBuffer.allocate(Long.BYTES + name.length).putLong(end).put(name).array();
        return new Issued(PREFIX + signer.sign(PURPOSE, payload), life);
    }

    /// A token and how long it is good for.
    public record Issued(String token, Duration life) {}

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
