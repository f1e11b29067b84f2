package chancery.streams.value;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.Where;
import chancery.streams.name.ContainerId;

import java.util.Optional;
import java.util.Set;

/// The type of a property: of what kind its values are, whether there are several, and how large
/// they may be.
///
/// @param sizeMax bytes of a text, when the definition says so
/// @param itemsMax values of a list, when the definition says so
/// @param target the container that a direct relation names; nothing asks whether it is there
public record PropertyType(
        TypeKind kind,
        boolean list,
        Optional<Integer> sizeMax,
        Optional<Integer> itemsMax,
        Optional<Unit> unit,
        Optional<ContainerId> target,
        Optional<Choices> choices) {
    /// The only order of texts there is.
    private static final String COLLATION = "ucs_basic";

    private static final Fields.Bounds SIZE = new Fields.Bounds(1, ValueLimits.TEXT_BYTES);
    private static final Fields.Bounds ITEMS = new Fields.Bounds(1, ValueLimits.ITEMS_CEILING);
    private static final Set<String> FOREIGN = Set.of("timeseries", "file", "sequence");

    /// A type of this kind without any extras.
    public static PropertyType of(TypeKind kind) {
        return plain(kind, false);
    }

    /// Lists of values of this kind, without any extras.
    public static PropertyType listOf(TypeKind kind) {
        return plain(kind, true);
    }

    private static PropertyType plain(TypeKind kind, boolean list) {
        return new PropertyType(
                kind,
                list,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// What the `type` of a property's definition says.
    public static PropertyType of(Fields fields) {
        TypeKind kind = kind(fields);
        boolean list = fields.flag("list", false);
        refuseStrangers(fields, kind, list);
        return new PropertyType(
                kind,
                list,
                kind == TypeKind.TEXT ? fields.findInteger("maxTextSize", SIZE) : Optional.empty(),
                list ? fields.findInteger("maxListSize", ITEMS) : Optional.empty(),
                kind.fractional() ? fields.findObject("unit").map(Unit::of) : Optional.empty(),
                kind == TypeKind.DIRECT
                        ? fields.findObject("container").map(ContainerId::of)
                        : Optional.empty(),
                kind == TypeKind.ENUM ? Optional.of(Choices.of(fields)) : Optional.empty());
    }

    private static TypeKind kind(Fields fields) {
        String name = fields.text("type");
        if (FOREIGN.contains(name)) {
            throw Fault.invalid(fields.path("type") + ": " + name + " is not a type of records");
        }
        return TypeKind.find(name)
                .orElseThrow(() -> Fault.invalid(fields.path("type") + " is not a known type"));
    }

    private static void refuseStrangers(Fields fields, TypeKind kind, boolean list) {
        if (list && kind == TypeKind.ENUM) {
            throw Fault.invalid(fields.path("list") + ": an enum has no list form");
        }
        refuse(fields, "maxTextSize", kind == TypeKind.TEXT);
        refuse(fields, "maxListSize", list);
        refuse(fields, "unit", kind.fractional());
        String collation = fields.findText("collation").orElse(COLLATION);
        if (!collation.equals(COLLATION)) {
            throw Fault.invalid(fields.path("collation") + " must be " + COLLATION);
        }
    }

    private static void refuse(Fields fields, String name, boolean fits) {
        if (!fits && fields.find(name).isPresent()) {
            throw Fault.invalid(fields.path(name) + " does not fit the type");
        }
    }

    /// How many values a list may have.
    public int itemsLimit() {
        int usual = kind == TypeKind.DIRECT ? ValueLimits.LINKS : ValueLimits.ITEMS;
        return itemsMax.orElse(usual);
    }

    /// How many bytes a text may have.
    public int sizeLimit() {
        return sizeMax.orElse(ValueLimits.TEXT_BYTES);
    }

    /// Reads a value of this type.
    ///
    /// @param path where it stands in the request
    public Datum read(Json value, String path) {
        return read(value, Where.of(path));
    }

    /// Reads a value of this type where it stands.
    public Datum read(Json value, Where where) {
        return new ValueReader(this, where).read(value);
    }

    /// Reads one value, of a list one of its items, as questions name it.
    public Datum readItem(Json value, String path) {
        return new ValueReader(this, Where.of(path)).item(value);
    }

    /// The type as it is answered.
    public Json.Members json() {
        Json.Builder members = Json.Members.builder().put("type", kind.wire()).put("list", list);
        if (kind == TypeKind.TEXT) {
            members.put("collation", COLLATION);
        }
        return members.put("maxTextSize", sizeMax.map(Json.Int::new))
                .put("maxListSize", itemsMax.map(Json.Int::new))
                .put("unit", unit.map(Unit::json))
                .put("container", target.map(PropertyType::typed))
                .put("values", choices.map(Choices::json))
                .putText("unknownValue", choices.flatMap(Choices::unknownValue))
                .build();
    }

    private static Json.Members typed(ContainerId container) {
        return Json.Members.builder()
                .put("type", "container")
                .put("space", container.space().value())
                .put("externalId", container.externalId())
                .build();
    }
}
