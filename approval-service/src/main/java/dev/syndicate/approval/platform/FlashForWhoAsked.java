package dev.syndicate.approval.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * What a page says once, after a redirect, is for the person who asked. An open page that asks by itself meanwhile, at the
 * same address and in the same session, would take it away: nobody would read what became of the vote.
 */
final class FlashForWhoAsked extends SessionFlashMapManager {

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        return SessionEndFilter.isUnasked(request) ? null : super.retrieveFlashMaps(request);
    }
}
