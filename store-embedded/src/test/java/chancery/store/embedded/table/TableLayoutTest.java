package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Schema;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The statements that make a file are those in docs/formats/tables.md.
final class TableLayoutTest {
    private static final String INDENT = "    ";

    @Test
    void makesWhatTheDocumentShows() throws IOException {
        Table posts =
                Table.of(
                                "posts",
                                List.of("uri"),
                                Column.of("uri", Kind.TEXT),
                                Column.of("record", Kind.JSON),
                                Column.optional("likes", Kind.INTEGER))
                        .index(Sort.descending("likes"))
                        .searched("record");
        Path page = Path.of(System.getProperty("project.root"), "docs", "formats", "tables.md");

        List<String> made = Definitions.of(new Schema("posts", 1, List.of(posts), List.of()));

        List<String> shown =
                Files.readAllLines(page).stream()
                        .filter(line -> line.startsWith(INDENT + "CREATE"))
                        .map(String::strip)
                        .toList();
        assertThat(made).isEqualTo(shown);
    }
}
