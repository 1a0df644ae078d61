package dev.syndicate.approval.platform;

import java.net.CookieHandler;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cookies as a browser keeps them on loopback: by host and port, and sent over http also where they are Secure, because
 * browsers trust the loopback. The JDK's own handler does neither.
 */
final class Cookies extends CookieHandler {

    private final Map<String, Map<String, String>> jars = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
        List<String> cookies = jar(uri).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .toList();
        return cookies.isEmpty() ? Map.of() : Map.of("Cookie", List.of(String.join("; ", cookies)));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
        headers.forEach((name, values) -> {
            if ("set-cookie".equalsIgnoreCase(name)) {
                values.forEach(value -> keep(jar(uri), value));
            }
        });
    }

    private Map<String, String> jar(URI uri) {
        return jars.computeIfAbsent(uri.getAuthority(), _ -> new ConcurrentHashMap<>());
    }

    private static void keep(Map<String, String> jar, String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (cookie.matches("(?i).*;\\s*max-age=0\\b.*")) {
            jar.remove(pair.substring(0, equals));
        } else {
            jar.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }
}
