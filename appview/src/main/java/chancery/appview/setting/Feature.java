package chancery.appview.setting;

/// What operators may switch on.
public enum Feature {
    SPACES(
            "feature.spaces_enabled",
            "Permissioned Spaces",
            "Private data that lives on this server alone (experimental)");

    private final String key;
    private final String label;
    private final String description;

    Feature(String key, String label, String description) {
        this.key = key;
        this.label = label;
        this.description = description;
    }

    /// The setting that switches it.
    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    /// Whether it is on.
    public boolean enabled(Settings settings) {
        return settings.get(key).filter("true"::equalsIgnoreCase).isPresent();
    }
}
