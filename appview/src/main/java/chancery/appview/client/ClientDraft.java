package chancery.appview.client;

import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;

/// An application that wants to be registered.
public record ClientDraft(Profile profile, ClientType type, Rates rates, Descent descent) {}
