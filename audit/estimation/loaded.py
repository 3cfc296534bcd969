"""Loads all that an estimate needs when it is imported, for processes that are forked from one that has it."""

import ctypes
import gc

from audit.processes import one_thread

one_thread()

from audit.estimation.model import estimate  # noqa: E402  loads numpy, which reads how many threads it may have

estimate("Sales rose by 5% in Vietnam.", "越南的銷售額成長5%。")
gc.collect()
gc.freeze()  # what is here stays: to look through it for garbage would copy it into each process
if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # glibc keeps what loading took besides, some 40 MB
    trim(0)
