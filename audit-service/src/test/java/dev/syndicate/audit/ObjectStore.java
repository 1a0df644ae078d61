package dev.syndicate.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An S3 server with object lock, in a process of its own. */
final class ObjectStore implements AutoCloseable {

    private final Process process;
    private final URI endpoint;
    private final S3Client client;

    ObjectStore(Path directory) throws IOException {
        int port = freePort();
        String jar = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(part -> part.contains("s3mock") && part.endsWith("-exec.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("s3mock is not on the class path of the tests"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar,
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.http-port=" + port,
                        "--server.ssl.enabled=false",
                        "--com.adobe.testing.s3mock.store.root=" + directory.resolve("store"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3mock.log").toFile())
                .start();
        endpoint = URI.create("http://127.0.0.1:" + port);
        client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        awaitAnswer(directory);
    }

    /** Another Spring application in another process: on a busy machine it takes a while. */
    private void awaitAnswer(Path directory) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException(
                        "The object store did not start: " + Files.readString(directory.resolve("s3mock.log")));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    URI endpoint() {
        return endpoint;
    }

    S3Client client() {
        return client;
    }

    void createWithLock(String bucket) {
        client.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
    }

    List<String> keys(String bucket) {
        return client.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    byte[] read(String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    private boolean answers() {
        try {
            client.listBuckets();
            return true;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.destroy();
        try {
            process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
