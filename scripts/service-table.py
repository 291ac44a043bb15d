#!/usr/bin/env python3
"""Writes src/core/names/service-table.ts: the registered names of TCP ports.

Sources, facts only: IANA's service name and port number registry, in the copy that libwireshark-data installs
(/usr/share/wireshark/services), and the names and aliases that Debian's netbase adds (/etc/services).
EXTRA holds names that distributions print for ports which the registry names otherwise.
"""
import re
import sys

EXTRA = [
    ('http', 80), ('www', 80), ('www-http', 80), ('webcache', 8080), ('http-alt', 8080), ('irdmi', 8000),
    ('microsoft-ds', 445), ('ms-wbt-server', 3389), ('hostmon', 5355), ('mysql', 3306), ('redis', 6379),
    ('mongodb', 27017), ('memcache', 11211), ('memcached', 11211), ('amqp', 5672), ('amqps', 5671),
    ('postgresql', 5432), ('postgres', 5432), ('elasticsearch', 9200), ('wap-wsp', 9200), ('vrace', 9300),
    ('ldap', 389), ('ldaps', 636), ('imap', 143), ('imap2', 143), ('imap3', 220), ('imaps', 993), ('pop3', 110),
    ('pop3s', 995), ('smtps', 465), ('ssmtp', 465), ('urd', 465), ('submission', 587), ('submissions', 465),
    ('auth', 113), ('ident', 113), ('portmapper', 111), ('sunrpc', 111), ('rpcbind', 111), ('epmap', 135),
    ('loc-srv', 135), ('xmpp-client', 5222), ('jabber-client', 5222), ('xmpp-server', 5269), ('jabber-server', 5269),
    ('sip', 5060), ('sip-tls', 5061), ('sips', 5061), ('rtmp', 1935), ('macromedia-fcs', 1935), ('svn', 3690),
    ('git', 9418), ('rsync', 873), ('cslistener', 9000), ('etlservicemgr', 9001), ('websm', 9090), ('zeus-admin', 9090),
    ('pcsync-https', 8443), ('https-alt', 8443), ('ddi-tcp-1', 8888), ('sun-answerbook', 8888), ('vcom-tunnel', 8001),
    ('teradataordbms', 8002), ('mcreport', 8003), ('commplex-main', 5000), ('upnp', 5000), ('ppp', 3000), ('hbci', 3000),
    ('remoteware-cl', 3000), ('armtechdaemon', 9292), ('nfs', 2049), ('shilp', 2049), ('nfsd', 2049),
    ('docker', 2375), ('docker-s', 2376), ('etcd-client', 2379), ('etcd-server', 2380), ('kafka', 9092), ('XmlIpcRegSvc', 9092),
    ('eforward', 2181), ('vnc-server', 5900), ('rfb', 5900), ('x11', 6000), ('x11-1', 6001), ('x11-2', 6002),
    ('netbios-ssn', 139), ('msft-gc', 3268), ('ms-sql-s', 1433), ('ms-sql-m', 1434), ('ncube-lm', 1521), ('oracle', 1521),
    ('tproxy', 8081), ('blackice-icecap', 8081), ('sunproxyadmin', 8081), ('us-cli', 8082), ('blackice-alerts', 8082), ('us-srv', 8083),
    ('simplifymedia', 8087), ('radan-http', 8088), ('afs3-fileserver', 7000), ('afs3-callback', 7001), ('avt-profile-1', 5004),
    ('complex-main', 5000), ('complex-link', 5001), ('commplex-link', 5001), ('rfe', 5002), ('personal-agent', 5555), ('rplay', 5555),
    ('ircd', 6667), ('ircu', 6667), ('irc', 194), ('jetdirect', 9100), ('hp-pdl-datastr', 9100), ('pdl-datastream', 9100), ('bacula-dir', 9101),
    ('kerberos-sec', 88), ('kpasswd', 464), ('kpasswd5', 464), ('http-rpc-epmap', 593), ('distinct', 9999), ('abyss', 9999),
    ('ndmp', 10000), ('webmin', 10000), ('snet-sensor-mgmt', 10000), ('nessus', 1241), ('openvpn', 1194), ('pptp', 1723),
    ('mdns', 5353), ('zabbix-agent', 10050), ('zabbix-trapper', 10051), ('intermapper', 8181), ('trivnet1', 8200), ('trivnet2', 8201),
    ('biimenu', 18000), ('opsmessaging', 8090), ('jamlink', 8091), ('nsesrvr', 1988), ('dnox', 4022), ('wsman', 5985), ('wsmans', 5986),
]


def services(path):
    for line in open(path, encoding='utf-8'):
        m = re.match(r'^(\S+)\s+(\d+)(?:-(\d+))?/(\S+)\s*([^#]*)', line)
        if not m or line.startswith('#') or 'tcp' not in m.group(4).split('/'):
            continue
        first, last = int(m.group(2)), int(m.group(3) or m.group(2))
        for name in [m.group(1), *m.group(5).split()]:
            if last == first and re.match(r'^[!-9;-_a-~]+$', name) and '\\' not in name:
                yield name, first


ports = {}
for name, port in [*services('/usr/share/wireshark/services'), *services('/etc/services'), *EXTRA]:
    # The registry's later port of a name loses, but a distribution's own choice wins (http-alt is 8080, not 591).
    if name not in ports or (name, port) in EXTRA:
        ports[name] = port

tokens, last = [], 0
for name, port in sorted(ports.items(), key=lambda e: (e[1], e[0])):
    tokens.append(name if port == last + 1 else f'{name}:{port - last}')
    last = port

lines, line = [], ''
for token in tokens:
    if len(line) + len(token) > 108:
        lines.append(line)
        line = ''
    line += (' ' if line else '') + token
lines.append(line)
out = sys.argv[1] if len(sys.argv) > 1 else 'src/core/names/service-table.ts'
with open(out, 'w', encoding='utf-8') as f:
    f.write('/**\n * Names of TCP ports, by rising port: `name:step` from the port before, no step meaning 1.\n')
    f.write(' * Written by scripts/service-table.py from the IANA registry and Debian netbase; do not edit.\n */\n')
    f.write('export const serviceTable = `\n' + '\n'.join(lines) + '\n`;\n')
print(len(ports), 'names')
