package dev.syndicate.approval.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProviderReachableFilterTest {

    private final ProviderReachableFilter filter = new ProviderReachableFilter(
            id -> {
                throw new IllegalArgumentException("Connection refused");
            },
            "/sign-in",
            "/signed-out?unavailable");

    @Test
    void saysThatTheProviderDoesNotAnswer() throws Exception {
        assertThat(answer("/sign-in").getRedirectedUrl()).isEqualTo("/signed-out?unavailable");
    }

    @Test
    void asksNothingOnOtherPages() throws Exception {
        assertThat(answer("/").getRedirectedUrl()).isNull();
    }

    private MockHttpServletResponse answer(String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(new MockHttpServletRequest("GET", path), response, new MockFilterChain());
        return response;
    }
}
