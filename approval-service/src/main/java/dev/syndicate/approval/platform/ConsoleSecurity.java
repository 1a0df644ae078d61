package dev.syndicate.approval.platform;

import dev.syndicate.platform.security.Role;
import dev.syndicate.platform.security.SecurityProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * The console's own filter chain: a session cookie instead of bearer tokens, therefore CSRF tokens, and pages that run
 * nothing but this service's own style sheet and script.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

    private static final String SIGN_IN = "/oauth2/authorization/" + ConsoleSignIn.REGISTRATION;
    private static final String SIGNED_OUT = "/signed-out";
    private static final String UNAVAILABLE = SIGNED_OUT + "?unavailable";
    private static final String FORBIDDEN = "/forbidden";

    /** Who sees the record; audit-service asks the same of their token. */
    private static final String[] OVERSEERS = Role.names(Role.AUDITOR, Role.OPERATOR);

    /** Where the provider says that a sign-in has ended; the registration's name follows. */
    private static final String BACK_CHANNEL = "/logout/connect/back-channel/";

    @Bean
    @Order(1)
    SecurityFilterChain consoleFilterChain(
            HttpSecurity http,
            OAuth2UserService<OidcUserRequest, OidcUser> users,
            ClientRegistrationRepository registrations,
            SecurityProperties security,
            ConsoleSettings settings,
            ConsoleSessions sessions,
            EndedSignIns ended) {
        return http.securityMatcher(
                        "/",
                        "/history",
                        "/approvals/**",
                        "/batch",
                        "/grants/**",
                        "/delegations/**",
                        "/sessions/**",
                        "/insights",
                        "/audit/**",
                        "/integrity/**",
                        "/live",
                        "/logout",
                        BACK_CHANNEL + "*",
                        SIGNED_OUT,
                        FORBIDDEN,
                        "/oauth2/**",
                        "/login/**",
                        "/assets/**")
                .authorizeHttpRequests(requests -> requests
                        // What ends an answer that was begun for somebody, who may have signed out since.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(SIGNED_OUT, FORBIDDEN, "/assets/**")
                        .permitAll()
                        .requestMatchers("/audit/**", "/integrity/**")
                        .hasAnyRole(OVERSEERS)
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage(settings.address(SIGN_IN))
                        .failureHandler(new SignInFailure(UNAVAILABLE, SIGNED_OUT + "?failed"))
                        .userInfoEndpoint(info -> info.oidcUserService(users)))
                .logout(logout -> logout.logoutSuccessHandler(signOut(registrations, settings)))
                .oidcLogout(logout -> logout.backChannel(channel -> channel.logoutHandler(
                        (request, response, authentication) -> end(ended, sessions, authentication))))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                new LoginUrlAuthenticationEntryPoint(settings.address(SIGN_IN)))
                        .accessDeniedHandler(ConsoleSecurity::refuse))
                .headers(headers -> harden(headers, security.issuer()))
                .addFilterBefore(
                        new ProviderReachableFilter(registrations, SIGN_IN, UNAVAILABLE),
                        OAuth2AuthorizationRequestRedirectFilter.class)
                .addFilterBefore(new LogoutTokenFilter(BACK_CHANNEL), CsrfFilter.class)
                .addFilterBefore(new SessionEndFilter(sessions), AuthorizationFilter.class)
                .build();
    }

    /** A form without its token is one of a session that has ended; everything else is a page for other roles. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (denied instanceof CsrfException) {
            response.sendRedirect(SIGNED_OUT + "?ended");
        } else {
            request.getRequestDispatcher(FORBIDDEN).forward(request, response);
        }
    }

    /** Makes the end of a session known to whoever holds something for it: a stream that is open, for one. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /** On record for every replica first; this one need not wait for its next round. */
    private static void end(EndedSignIns ended, ConsoleSessions sessions, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof OidcLogoutToken token) {
            ended.end(token);
            sessions.sweep();
        }
    }

    /** Signs out at the provider too (OpenID Connect RP-Initiated Logout 1.0), and comes back. */
    private static LogoutSuccessHandler signOut(ClientRegistrationRepository registrations, ConsoleSettings settings) {
        OidcClientInitiatedLogoutSuccessHandler handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setPostLogoutRedirectUri(settings.address("/"));
        handler.setDefaultTargetUrl(SIGNED_OUT);
        return handler;
    }

    /** A form's redirect counts as its action, so signing out needs the provider there. */
    private static void harden(HeadersConfigurer<HttpSecurity> headers, String issuer) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("""
                        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
                        connect-src 'self'; form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'\
                        """.formatted(origin(issuer))))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    private static String origin(String issuer) {
        URI uri = URI.create(issuer);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
