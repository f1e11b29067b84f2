package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.StoreOpenException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class StoreDirectoryTest {
    @TempDir Path dir;

    @Test
    void writesItsFormatAndItsProcess() throws IOException {
        StoreDirectory.open(dir).close();

        assertThat(dir.resolve("format")).hasContent("chancery store format 2\n");
        assertThat(dir.resolve("lock")).hasContent(ProcessHandle.current().pid() + "\n");
    }

    @Test
    void takesAnOlderFormatOver() throws IOException {
        Files.writeString(dir.resolve("format"), "chancery store format 1\n");

        StoreDirectory.open(dir).close();

        assertThat(dir.resolve("format")).hasContent("chancery store format 2\n");
    }

    @Test
    void refusesASecondHolderInOneLine() {
        StoreDirectory first = StoreDirectory.open(dir);

        assertThatThrownBy(() -> StoreDirectory.open(dir))
                .isInstanceOf(StoreOpenException.class)
                .hasMessage(dir + " is in use by process " + ProcessHandle.current().pid());

        first.close();
        StoreDirectory.open(dir).close();
    }

    @Test
    void refusesAnotherFormatAndChangesNothing() throws IOException {
        Files.writeString(dir.resolve("format"), "chancery store format 3\n");

        assertThatThrownBy(() -> StoreDirectory.open(dir))
                .isInstanceOf(StoreOpenException.class)
                .hasMessage(dir + " has store format 3; this program knows 1 to 2");
        assertThat(dir.toFile().list()).containsExactly("format");
        assertThat(dir.resolve("format")).hasContent("chancery store format 3\n");
    }

    @Test
    void refusesAFormatFileOfSomethingElse() throws IOException {
        for (String line :
                new String[] {
                    "",
                    "2",
                    "chancery store format",
                    "chancery store format x",
                    "chancery store format -1",
                    "chancery store format 99999999999"
                }) {
            Files.writeString(dir.resolve("format"), line);

            assertThatThrownBy(() -> StoreDirectory.open(dir))
                    .isInstanceOf(StoreOpenException.class)
                    .hasMessageContaining("not the format file");
        }
    }

    @Test
    void refusesAPathThatIsAFile() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));

        assertThatThrownBy(() -> StoreDirectory.open(file))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("cannot open");
    }
}
