package dev.syndicate.approval.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Tells a provider that gave no answer from one whose answer names nobody: only the first will be over by itself. */
final class SignInFailure implements AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignInFailure.class);

    private final String unanswered;
    private final String refused;

    SignInFailure(String unanswered, String refused) {
        this.unanswered = unanswered;
        this.refused = refused;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        LOG.warn("Nobody was signed in: {}", failure.getMessage());
        response.sendRedirect(isSilence(failure) ? unanswered : refused);
    }

    private static boolean isSilence(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
