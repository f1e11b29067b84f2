package chancery.server.streams;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.JsonText;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registry;
import chancery.appview.script.ScriptCompiler;
import chancery.atproto.lexicon.Catalog;
import chancery.store.memory.MemoryStore;
import chancery.streams.indexed.RecordType;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What properties the types of records have.
final class LexiconTypesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Registry registry =
            new Registry(store, Catalog.EMPTY, new ScriptCompiler(), InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        store.close();
    }

    private void register(String lexicon) {
        registry.put(JsonText.parseObject(lexicon.replace('\'', '"')), Options.NONE, Origin.MANUAL);
    }

    private static String record(String id, String properties, String more) {
        return "{'lexicon':1,'id':'"
                + id
                + "','defs':{'main':{'type':'record','key':'any','record':{'type':'object',"
                + "'required':['a'],'properties':{"
                + properties
                + "}}}"
                + more
                + "}}";
    }

    private Optional<PropertyType> type(String schema) {
        register(
                record(
                        "com.example.note",
                        "'a':" + schema,
                        ",'text':{'type':'string','knownValues':['x']},'token':{'type':'token'},"
                            + "'list':{'type':'array','items':{'type':'ref','ref':'#text'}},"
                            + "'map':{'type':'object','properties':{}},"
                            + "'round':{'type':'array','items':{'type':'ref','ref':'#round'}}"));
        List<RecordType> types = LexiconTypes.of(registry.snapshot());
        return Optional.ofNullable(types.getFirst().properties().get("a"));
    }

    @Test
    void scalarsHaveTheirTypes() {
        assertThat(type("{'type':'string'}")).contains(PropertyType.of(TypeKind.TEXT));
        assertThat(type("{'type':'string','format':'did'}"))
                .contains(PropertyType.of(TypeKind.TEXT));
        assertThat(type("{'type':'string','format':'datetime'}"))
                .contains(PropertyType.of(TypeKind.TIMESTAMP));
        assertThat(type("{'type':'integer'}")).contains(PropertyType.of(TypeKind.INT64));
        assertThat(type("{'type':'boolean'}")).contains(PropertyType.of(TypeKind.BOOLEAN));
    }

    @Test
    void whatIsNestedIsJson() {
        PropertyType json = PropertyType.of(TypeKind.JSON);

        assertThat(type("{'type':'blob'}")).contains(json);
        assertThat(type("{'type':'bytes'}")).contains(json);
        assertThat(type("{'type':'cid-link'}")).contains(json);
        assertThat(type("{'type':'unknown'}")).contains(json);
        assertThat(type("{'type':'object','properties':{}}")).contains(json);
        assertThat(type("{'type':'union','refs':['#map']}")).contains(json);
        assertThat(type("{'type':'ref','ref':'#map'}")).contains(json);
        assertThat(type("{'type':'ref','ref':'com.example.nowhere'}")).contains(json);
    }

    @Test
    void listsHaveTheTypeOfTheirItems() {
        assertThat(type("{'type':'array','items':{'type':'string'}}"))
                .contains(PropertyType.listOf(TypeKind.TEXT));
        assertThat(type("{'type':'array','items':{'type':'array','items':{'type':'string'}}}"))
                .contains(PropertyType.listOf(TypeKind.JSON));
        assertThat(type("{'type':'ref','ref':'#list'}"))
                .contains(PropertyType.listOf(TypeKind.TEXT));
        assertThat(type("{'type':'ref','ref':'#round'}"))
                .contains(PropertyType.listOf(TypeKind.JSON));
    }

    @Test
    void referencesHaveTheTypeOfTheirTargets() {
        assertThat(type("{'type':'ref','ref':'#text'}")).contains(PropertyType.of(TypeKind.TEXT));
        assertThat(type("{'type':'ref','ref':'#token'}")).contains(PropertyType.of(TypeKind.TEXT));
    }

    @Test
    void typesOfRecordsAloneAreThere() {
        register(record("com.example.note", "'a':{'type':'string'},'b c':{'type':'string'}", ""));
        register("{'lexicon':1,'id':'com.example.defs','defs':{'one':{'type':'string'}}}");

        assertThat(LexiconTypes.of(registry.snapshot()))
                .singleElement()
                .satisfies(
                        type -> {
                            assertThat(type.nsid()).isEqualTo("com.example.note");
                            assertThat(type.properties()).containsOnlyKeys("a");
                            assertThat(type.createdTime()).isEqualTo(NOW.toEpochMilli());
                        });
    }
}
