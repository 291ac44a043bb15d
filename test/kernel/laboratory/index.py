"""The recordings' README: what they are, and a line for each."""

import json
import os

HEAD = """# Recordings of Linux kernels

Made by `test/kernel/record.py` (see its README): real sockets in two network namespaces, tcpdump at either end, and
`ss -tanoe` on both after every step. Do not edit; record again. Each folder holds

- `client.pcap`, `server.pcap`: what tcpdump captured at each end of the same connections;
- `client.n.txt`, `.nS.txt`, `.nv.txt` and the server's: the same captures as `tcpdump -n`, `-nS` and `-nv` print them
  (in UTC), so that text can be compared where there is no tcpdump;
- `truth.json`: what has to be found at each end (`expected`), the connections, and one sample a step: how many packets each capture held by then, and for each
  connection what each kernel said. `recvQ`, `sendQ` and `timer` are those of `ss`; `owned` is whether a program holds the
  socket (it has an inode). Where no socket had the two addresses, the state is CLOSED, or LISTEN if none had before and
  the port is listening; `listening` names the listening ports.

| recording | kernel | tcpdump | about |
|---|---|---|---|
"""


def write_index(out):
    """Writes README.md in the folder of recordings from what is there."""
    rows = []
    for name in sorted(os.listdir(out)):
        path = os.path.join(out, name, 'truth.json')
        if os.path.exists(path):
            with open(path, encoding='utf-8') as file:
                truth = json.load(file)
            rows.append(f'| `{name}` | {truth["kernel"]} | {truth["tcpdump"]} | {truth["about"]} |\n')
    with open(os.path.join(out, 'README.md'), 'w', encoding='utf-8', newline='\n') as file:
        file.write(HEAD + ''.join(rows))
