package chancery.pds.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/// Names that nobody gets under a service domain: those that sound like the service itself or like
/// a part of a web site. One a line in the resource `reserved-handles.txt`.
public final class ReservedHandles {
    private static final String RESOURCE = "/chancery/pds/reserved-handles.txt";

    private ReservedHandles() {}

    public static Set<String> load() {
        try (InputStream in = ReservedHandles.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar is damaged", e);
        }
    }
}
