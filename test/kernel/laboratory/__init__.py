"""A laboratory for Linux TCP: two network namespaces, a wire that obeys, tcpdump at both ends, and `ss` for the truth."""

from .laboratory import Laboratory
from .scenario import Scenario, scenario
from .wire import TO_CLIENT, TO_SERVER

__all__ = ['Laboratory', 'Scenario', 'scenario', 'TO_CLIENT', 'TO_SERVER']
