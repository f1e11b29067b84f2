package chancery.server.streams;

import chancery.appview.registry.Registered;
import chancery.appview.registry.Snapshot;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.lexicon.Def;
import chancery.atproto.lexicon.Format;
import chancery.atproto.lexicon.Schema;
import chancery.atproto.syntax.Nsid;
import chancery.streams.indexed.RecordType;
import chancery.streams.name.PropertyName;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads of the lexicons which types of records are indexed, and what their properties are: scalars
/// and lists of them by their types, a datetime as a timestamp, everything else as JSON.
final class LexiconTypes {
    /// References to references; a circle of them is no type.
    private static final int REFERENCES_MAX = 16;

    private final Catalog catalog;

    private LexiconTypes(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The types that are indexed at a moment, by name.
    static List<RecordType> of(Snapshot snapshot) {
        LexiconTypes types = new LexiconTypes(snapshot.catalog());
        return snapshot.collections().stream()
                .flatMap(n -> types.type(snapshot, n).stream())
                .toList();
    }

    private Optional<RecordType> type(Snapshot snapshot, Nsid name) {
        return snapshot.find(name)
                .flatMap(
                        found ->
                                found.lexicon()
                                        .main()
                                        .filter(Def.RecordType.class::isInstance)
                                        .map(Def.RecordType.class::cast)
                                        .map(def -> type(found, def.body())));
    }

    private RecordType type(Registered registered, Schema.Map body) {
        Map<String, PropertyType> properties = new LinkedHashMap<>();
        body.properties()
                .forEach(
                        (name, property) -> {
                            if (PropertyName.shaped(name)) {
                                type(property.schema(), REFERENCES_MAX)
                                        .ifPresent(type -> properties.put(name, type));
                            }
                        });
        return new RecordType(
                registered.entry().id().value(),
                properties,
                registered.entry().createdAt().toEpochMilli(),
                registered.entry().updatedAt().toEpochMilli());
    }

    /// The type of a property; empty when it can have no value.
    private Optional<PropertyType> type(Schema schema, int references) {
        return switch (schema) {
            case Schema.Array(var items, _) -> kind(items, references).map(PropertyType::listOf);
            case Schema.Ref(var target) when references > 0 ->
                    catalog.resolve(target)
                            .map(found -> type(found, references - 1))
                            .orElse(Optional.of(PropertyType.of(TypeKind.JSON)));
            default -> kind(schema, references).map(PropertyType::of);
        };
    }

    private Optional<TypeKind> kind(Schema schema, int references) {
        return switch (schema) {
            case Schema.Bool _ -> Optional.of(TypeKind.BOOLEAN);
            case Schema.Int _ -> Optional.of(TypeKind.INT64);
            case Schema.Text text ->
                    Optional.of(
                            text.format().equals(Optional.of(Format.DATETIME))
                                    ? TypeKind.TIMESTAMP
                                    : TypeKind.TEXT);
            case Schema.Token _ -> Optional.of(TypeKind.TEXT);
            case Schema.Null _ -> Optional.empty();
            case Schema.Ref(var target) when references > 0 ->
                    catalog.resolve(target)
                            .map(found -> kind(found, references - 1))
                            .orElse(Optional.of(TypeKind.JSON));
            case Schema.Ref _,
                    Schema.Array _,
                    Schema.Bytes _,
                    Schema.Link _,
                    Schema.Blob _,
                    Schema.Map _,
                    Schema.Params _,
                    Schema.Union _,
                    Schema.Unknown _ ->
                    Optional.of(TypeKind.JSON);
        };
    }
}
