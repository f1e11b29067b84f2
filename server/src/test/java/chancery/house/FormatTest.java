package chancery.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// One format for all sources. `mvn -q -pl server -am test -Dtest=FormatTest -Dformat=write
/// -Dsurefire.failIfNoSpecifiedTests=false` brings every file into it.
final class FormatTest {
    private static final boolean WRITE = "write".equals(System.getProperty("format"));

    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    @Test
    void everySourceHasTheOneFormat() {
        List<Sources.Source> sources = Sources.java();

        List<String> odd =
                sources.parallelStream()
                        .filter(source -> !formatted(source).equals(source.text()))
                        .map(FormatTest::settle)
                        .toList();

        assertThat(odd).as("run with -Dformat=write").isEmpty();
    }

    @Test
    void bitesOddFormat() {
        var odd = new Sources.Source("A.java", "package chancery;\nclass A {int a ;}\n");

        String formatted = formatted(odd);

        assertThat(formatted).isEqualTo("package chancery;\n\nclass A {\n    int a;\n}\n");
    }

    private static String formatted(Sources.Source source) {
        try {
            return FORMATTER.formatSourceAndFixImports(source.text());
        } catch (FormatterException e) {
            throw new IllegalStateException(source.path(), e);
        }
    }

    private static String settle(Sources.Source source) {
        if (WRITE) {
            try {
                Files.writeString(Sources.root().resolve(source.path()), formatted(source));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return source.path();
    }
}
