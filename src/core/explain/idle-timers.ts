/** A timer of a program or a middlebox that closes or drops connections. */
export interface IdleTimer {
  readonly seconds: number;
  /** A name that is the same in every language: the program and its setting. */
  readonly name: string;
}

/**
 * Defaults that people meet, each from its maker's documentation: Node.js `http.Server`, Apache httpd `core`, uvicorn
 * settings, Jetty `ServerConnector`, Tomcat's `server.xml`, nginx `ngx_http_core_module`, `ngx_http_proxy_module` and
 * `ngx_http_upstream_module`, Elastic Load Balancing, Azure Load Balancer, Google Cloud VPC firewalls,
 * `ip_vs(8)` timeouts, Envoy `idle_timeout`, tcp(7) `tcp_keepalive_time`.
 */
const IDLE_TIMERS: readonly IdleTimer[] = [
  { seconds: 5, name: 'Node.js server.keepAliveTimeout' },
  { seconds: 5, name: 'Apache KeepAliveTimeout' },
  { seconds: 5, name: 'uvicorn --timeout-keep-alive' },
  { seconds: 20, name: 'Tomcat connectionTimeout' },
  { seconds: 30, name: 'Jetty idleTimeout' },
  { seconds: 60, name: 'AWS ALB / ELB' },
  { seconds: 60, name: 'nginx proxy_read_timeout' },
  { seconds: 60, name: 'nginx upstream keepalive_timeout' },
  { seconds: 75, name: 'nginx keepalive_timeout' },
  { seconds: 240, name: 'Azure Load Balancer' },
  { seconds: 350, name: 'AWS NLB / NAT gateway' },
  { seconds: 600, name: 'Google Cloud VPC' },
  { seconds: 900, name: 'IPVS' },
  { seconds: 3600, name: 'Envoy idle_timeout' },
  { seconds: 7200, name: 'Linux tcp_keepalive_time' },
];

/** A timer runs late rather than early, by its own coarseness and the way to the point of capture. */
const EARLY = 0.02;
const LATE = 0.01;
const LEAST_LATE = 0.25;

/** The timers by default as long as `seconds`; none where that is null. */
export function timersOfLength(seconds: number | null): readonly IdleTimer[] {
  if (seconds === null) return [];
  return IDLE_TIMERS.filter((timer) => {
    const late = seconds - timer.seconds;
    return late >= -EARLY && late <= Math.max(LEAST_LATE, timer.seconds * LATE);
  });
}
