package chancery.atproto.identity;

/// A service that an account names in its DID document.
public record PlcService(String type, String endpoint) {
    /// The id of the service that hosts the account's repository.
    public static final String PDS_ID = "atproto_pds";

    private static final String PDS_TYPE = "AtprotoPersonalDataServer";

    /// The server that hosts the account's repository.
    public static PlcService pds(String endpoint) {
        return new PlcService(PDS_TYPE, endpoint);
    }

    /// Whether this is a server of repositories.
    public boolean hostsRepositories() {
        return type.equals(PDS_TYPE);
    }
}
