package chancery.pds.account;

import chancery.pds.limit.PdsLimits;
import chancery.web.Refusal;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Argon2id, 19 MiB, two passes, kept as PHC strings. As many run at once as there are processors;
/// a bounded number waits, the rest is turned away with 503. A check against an account that does
/// not exist costs the same.
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final long WAIT_SECONDS = 10;
    private static final String HEAD = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";

    private final SecureRandom random;
    private final Semaphore running;
    private final int queueMax;
    private final String nobody;

    public Passwords(SecureRandom random, PdsLimits limits, int parallelism) {
        this.random = random;
        this.running = new Semaphore(parallelism);
        this.queueMax = limits.hashingQueueMax();
        this.nobody = phc(new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /// The PHC string to keep for a new password.
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(salt, derive(password, salt));
    }

    /// Whether this is the password that `phc` was made from.
    public boolean matches(String password, String phc) {
        if (!phc.startsWith(HEAD)) {
            throw new IllegalStateException("a stored password has unknown parameters");
        }
        String[] parts = phc.substring(HEAD.length()).split("\\$", -1);
        byte[] salt = Base64.getDecoder().decode(parts[0]);
        byte[] expected = Base64.getDecoder().decode(parts[1]);
        return MessageDigest.isEqual(expected, derive(password, salt));
    }

    /// Takes as long as a check, so that nobody learns which accounts exist.
    public void checkNobody(String password) {
        matches(password, nobody);
    }

    private byte[] derive(String password, byte[] salt) {
        if (!running.tryAcquire()) {
            awaitTurn();
        }
        try {
            return argon2id(password, salt);
        } finally {
            running.release();
        }
    }

    private void awaitTurn() {
        if (running.getQueueLength() >= queueMax) {
            throw busy();
        }
        try {
            if (!running.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static byte[] argon2id(String password, byte[] salt) {
        Argon2Parameters parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(MEMORY_KIB)
                        .withIterations(PASSES)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] out = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }

    private static String phc(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return HEAD + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static Refusal busy() {
        return new Refusal(
                Refusal.Kind.UNAVAILABLE, "NotEnoughResources", "Too many logins at once");
    }
}
