package dev.syndicate.approval.platform;

import dev.syndicate.approval.explorer.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/**
 * The access tokens that people's sign-ins brought, renewed with their refresh tokens where the provider gave any. They
 * lie in the session and nowhere else, and never reach the browser.
 */
@Component
final class SignedInTokens implements AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(SignedInTokens.class);

    private final DefaultOAuth2AuthorizedClientManager clients;

    SignedInTokens(
            ClientRegistrationRepository registrations,
            OAuth2AuthorizedClientRepository repository,
            ConsoleSettings settings) {
        this.clients = new DefaultOAuth2AuthorizedClientManager(registrations, repository);
        clients.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .refreshToken(renewal -> renewal.accessTokenResponseClient(within(settings.renewalTimeout())))
                .build());
    }

    @Override
    public Optional<String> current() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person == null
                || !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return Optional.empty();
        }
        HttpServletRequest request = attributes.getRequest();
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : current(person, session);
    }

    /** One renewal at a time in a session: a refresh token may be good for one use only. */
    private Optional<String> current(Authentication person, HttpSession session) {
        synchronized (WebUtils.getSessionMutex(session)) {
            try {
                return Optional.ofNullable(authorized(person))
                        .map(client -> client.getAccessToken().getTokenValue());
            } catch (OAuth2AuthorizationException | RestClientException refused) {
                LOG.info("The access token of {} cannot be renewed: {}", person.getName(), refused.getMessage());
                return Optional.empty();
            }
        }
    }

    private @Nullable OAuth2AuthorizedClient authorized(Authentication person) {
        return clients.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(ConsoleSignIn.REGISTRATION)
                .principal(person)
                .build());
    }

    private static RestClientRefreshTokenTokenResponseClient within(Duration timeout) {
        RestClientRefreshTokenTokenResponseClient client = new RestClientRefreshTokenTokenResponseClient();
        client.setRestClient(ProviderCalls.tokens(timeout));
        return client;
    }
}
