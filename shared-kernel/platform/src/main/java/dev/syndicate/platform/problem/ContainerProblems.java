package dev.syndicate.platform.problem;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Answers as problems what Tomcat refuses before any filter runs, for example a malformed URL. Public with a public
 * constructor because Tomcat creates it by name.
 */
public class ContainerProblems extends ErrorReportValve {

    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> customizer() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ContainerProblems.class.getName());
            }
        });
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = PlatformProblems.forStatus(status);
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("utf-8");
            Writer out = response.getReporter();
            if (out != null) {
                out.write(body(type, status));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            // The client has left; there is nobody to answer.
        }
    }

    /** Nothing in it comes from the request, so that nothing has to be escaped. */
    private static String body(ProblemType type, int status) {
        return """
                {"type":"%s","title":"%s","status":%d}""".formatted(type.uri(), type.title(), status);
    }
}
